"""Django's own ASGI application, for comparing the door with it."""

from django.core.asgi import get_asgi_application

application = get_asgi_application()
