"""What shows a move or a concern: phrases as data, one module a family."""
