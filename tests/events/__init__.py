"""The log, its order, and the jobs that follow from it."""
