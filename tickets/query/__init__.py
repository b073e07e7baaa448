"""Questions about tickets in words, such as ``is:open assignee:me tag:late printer``: read, spelled, answered."""
