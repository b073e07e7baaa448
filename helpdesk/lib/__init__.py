"""Pure helpers without models; everything else may import them, they import nothing of ours."""
