"""Pages for people: the customers' portal, the agents' desk, sign-in. No models, no rules."""
