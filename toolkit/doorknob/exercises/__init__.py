"""What is practised: exercises as data, a module for each kind."""
