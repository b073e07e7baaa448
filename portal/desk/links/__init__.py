"""The links given out for a ticket: seen, shared, mailed again, taken back."""
