"""Who: workspaces, users and their memberships, customers, API keys, and what each may do."""
