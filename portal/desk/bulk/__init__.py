"""Pages of a change made to many tickets: choose it, look at it, start it, watch it, take it back."""
