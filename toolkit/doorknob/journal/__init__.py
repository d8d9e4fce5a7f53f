"""What a learner did: an append-only journal, of which everything else is a fold."""
