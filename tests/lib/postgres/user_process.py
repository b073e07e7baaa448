"""A process that uses the embedded server of the home named first: says "up", and leaves when its input ends."""

import sys
from pathlib import Path

from helpdesk.lib.postgres import EmbeddedPostgres

server = EmbeddedPostgres(Path(sys.argv[1]))
with server.attach():
    sys.stdout.write("up\n")
    sys.stdout.flush()
    sys.stdin.read()
