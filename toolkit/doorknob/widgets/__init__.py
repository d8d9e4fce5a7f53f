"""What a learner sees and touches in Jupyter: thin widgets over sessions that know no Jupyter."""
