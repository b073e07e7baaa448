"""The door of the settings screens: lets a member in, finds the screen, runs its verb in the one unit of work."""
