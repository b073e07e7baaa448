"""What the embedded server raises."""


class PostgresError(RuntimeError):
    """The embedded server cannot do what was asked; the message says how to mend it."""
