"""Who works here: persons and their invitations, roles, teams, how they hear of things."""
