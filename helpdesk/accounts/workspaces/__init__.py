"""What a workspace says of itself, and the plan features it has."""
