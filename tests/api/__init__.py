"""The five contracts, each called as an integrator calls it."""
