"""The pages of customers who are signed in, and the way to them."""
