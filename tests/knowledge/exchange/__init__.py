"""Articles as a folder of Markdown files."""
