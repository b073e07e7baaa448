"""Rules that hold for every file of the house, kept by reading the source."""
