"""What happened: the event log, and the jobs that read it. Knows nobody: ids are bare UUIDs, no foreign keys."""
