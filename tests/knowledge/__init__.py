"""Articles: what the verbs do, how they look, how they come and go."""
