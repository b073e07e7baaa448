"""The product as one ASGI application: the door with the WSGI application behind it."""

from django.conf import settings

from helpdesk.door.app import Door
from helpdesk.door.body import BodyLimits
from helpdesk.door.types import ASGIApp
from helpdesk.wsgi import application as wsgi_application

STREAMS: dict[str, ASGIApp] = {}

application = Door(
    wsgi_application,
    STREAMS,
    threads=settings.WEB_THREADS,
    limits=BodyLimits(max_bytes=settings.MAX_BODY_BYTES),
)
