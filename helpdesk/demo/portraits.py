"""Pictures of people who do not exist: a head and shoulders in plain colours, the same from the same address."""

import io

from PIL import Image, ImageDraw

from helpdesk.demo.dice import dice

SIDE = 256
WALLS = ("#c9d8f0", "#f0dcc9", "#d3e6d0", "#e6d3e4")
COATS = ("#2c3e63", "#7a3b2e", "#2f5d4a", "#5b3a6b")
SKINS = ("#f1c9a5", "#c68642", "#8d5524", "#e0ac69")
HAIRS = ("#2b1d0e", "#5a3825", "#0f0f0f", "#a8763e")


def portrait(email: str) -> bytes:
    """A PNG."""
    rng = dice("portrait", email)
    wall, coat, skin, hair = (rng.choice(colours) for colours in (WALLS, COATS, SKINS, HAIRS))
    picture = Image.new("RGB", (SIDE, SIDE), wall)
    draw = ImageDraw.Draw(picture)
    draw.ellipse((28, 180, 228, 380), fill=coat)
    draw.ellipse((70, 44, 186, 168), fill=hair)
    draw.ellipse((84, 66, 172, 186), fill=skin)
    sent = io.BytesIO()
    picture.save(sent, "PNG")
    return sent.getvalue()
