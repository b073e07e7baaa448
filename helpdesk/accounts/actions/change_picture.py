"""Change one's picture."""

from helpdesk.accounts.models import User
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import Invalid
from helpdesk.lib.pictures import BadPicture, small_webp

PICTURE_PIXELS = 128


def change_picture(user: User, *, data: bytes | None) -> User:
    """The person with a picture drawn anew from what was sent; None takes it away.

    Raises Invalid for what is no PNG, JPEG, GIF or WebP, or too large.
    """
    current_unit()
    try:
        picture = small_webp(data, pixels=PICTURE_PIXELS) if data is not None else None
    except BadPicture as error:
        raise Invalid(
            str(error), field="picture", hint="Send a PNG, JPEG, GIF or WebP picture of up to 2 MB"
        ) from error
    user.picture = picture
    user.save(update_fields=["picture"])
    return user
