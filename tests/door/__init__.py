"""The web door, run for real behind uvicorn and treated badly."""
