"""What a salesperson's line does: moves, concerns, and the words that show it."""
