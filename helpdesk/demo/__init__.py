"""What a try-out installation is filled with: two workspaces with people, 60 days of tickets and known passwords."""
