"""What members are told of."""
