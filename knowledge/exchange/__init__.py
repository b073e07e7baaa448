"""Articles as a folder of Markdown files: how they come in and go out."""
