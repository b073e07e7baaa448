"""Mails of a ticket after its handlers ran, as the tests of mails have them."""

from tests.tickets.mail.conftest import handle, mails

__all__ = ["handle", "mails"]
