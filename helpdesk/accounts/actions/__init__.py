"""The verbs of the accounts: every write to them, one file each."""
