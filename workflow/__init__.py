"""The nouns by which a workspace arranges its work: queues, statuses, types, tags, fields. Knows no ticket."""
