"""The settings screens: what every screen is made of, and the screens of the accounts themselves, one file each."""
