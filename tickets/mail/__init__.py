"""Mail that leaves: who is told what after which event, how it reads, and how it reaches the mail server."""
