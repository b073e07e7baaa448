"""Erasing what was written: texts go, what statistics need stays. Used by the verbs, which lock, decide and record."""
