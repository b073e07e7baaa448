"""Settings screens of the workflow's nouns, one each; every save goes through a verb."""
