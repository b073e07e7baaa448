"""The desk contract at /api/v1/desk/: tickets, comments and figures for somebody else's application."""
