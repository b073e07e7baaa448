"""One change made to many tickets: what it may say, what it does to each, how it is rehearsed, run and taken back."""
