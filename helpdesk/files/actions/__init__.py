"""The verbs of the files: begin, finish, discard."""
