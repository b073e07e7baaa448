"""Copies of data to be downloaded: what goes into them, how it is written, where the files are kept."""
