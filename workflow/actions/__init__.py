"""The verbs of the workflow: every write to it, one file each."""
