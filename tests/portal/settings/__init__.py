"""The settings screens, from the outside."""
