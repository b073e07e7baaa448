"""The languages that our own words are written in: pages, mails, what is wrong with a form."""

SPOKEN = ("en", "de", "ar")


def spoken(code: str) -> str:
    """Which of them somebody who asks for ``code`` gets, ``de`` for ``de-at``; empty where it is none of them."""
    return next((one for one in (code, code.partition("-")[0]) if one in SPOKEN), "")


def first_spoken(*wanted: str, otherwise: str) -> str:
    """The first of these languages that we speak; ``otherwise`` as it is, spoken or not."""
    return next(filter(None, map(spoken, wanted)), otherwise)
