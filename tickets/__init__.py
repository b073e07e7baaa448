"""The centre: tickets and everything that may be done with them."""
