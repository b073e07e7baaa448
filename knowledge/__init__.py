"""Content that answers before anyone has to ask: articles, their search, what readers did. Knows no ticket."""
