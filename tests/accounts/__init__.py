"""Who may come in, and what happens to guesses, keys and members."""
