"""The sample data: its texts, its plan, the rows it leaves, its credentials."""
