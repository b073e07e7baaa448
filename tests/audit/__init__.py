"""The audit log as a whole: which actions stand in it, what each entry holds, and that none can be changed."""
