"""The public contract: forms and tools of other people open tickets, look them up, search articles, hand in ratings."""
