"""The verbs of the workflow, one noun each."""
