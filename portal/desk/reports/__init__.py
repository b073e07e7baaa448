"""The pages that tell how the help went, for whoever reads reports."""
