"""What a person sees and changes about themselves: profile, password, address, sign-in codes, sessions."""
