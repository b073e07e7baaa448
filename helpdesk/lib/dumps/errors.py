"""What backup and restore raise."""


class DumpError(RuntimeError):
    """A backup or restore was not done, and nothing was changed; the message says how to mend it."""
