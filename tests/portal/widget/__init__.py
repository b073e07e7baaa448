"""The help panel on other people's websites."""
