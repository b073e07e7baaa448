"""The verbs of the accounts, one file each."""
