"""How a person gets in: passwords, codes, guesses held back, mailed links, sessions, identity providers."""
