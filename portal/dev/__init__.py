"""Pages for whoever tries the product out; only the demo serves them."""
