"""The web door: an ASGI application that serves streams itself and hands all else to WSGI on bounded threads."""
