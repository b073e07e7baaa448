"""Whole journeys through the running product, as people and programs meet it; marked slow or browser."""
