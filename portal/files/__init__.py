"""Where files come in and go out: uploads by script, downloads, the pictures that pages show."""
