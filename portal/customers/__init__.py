"""The customers' portal at /portal/<workspace>/: the request form and the page behind a mailed link."""
