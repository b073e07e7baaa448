"""The settings screens about tickets and the mails about them."""
