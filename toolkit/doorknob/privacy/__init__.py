"""What is kept about a learner: listed in one place, given out, and erased."""
