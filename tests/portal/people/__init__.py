"""The desk's pages about customers, organisations and copies of data."""
