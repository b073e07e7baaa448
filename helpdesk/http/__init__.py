"""What every door shares: bodies, limits, cursors, client addresses, request ids, health."""
