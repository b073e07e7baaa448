"""Tests mirror the code: one file per endpoint, page or verb."""
