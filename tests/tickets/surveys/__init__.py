"""Tests of asking customers how the help was."""
