"""Real embedded servers in directories of their own: shared, killed, half made, and closed to everybody else."""
