"""The help panel on other people's websites: the script they put in, and the pages inside its frame."""
