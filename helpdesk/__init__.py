"""The frame around the four domains: settings, routes, wiring, commands and what every domain shares."""
