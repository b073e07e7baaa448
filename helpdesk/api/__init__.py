"""Five contracts that exist elsewhere, each a door with its own words; this folder's own files are their shared kit."""
