"""The settings screens about tickets; importing them puts them on the site."""

from tickets.screens import mail_wording, surveys

__all__ = ["mail_wording", "surveys"]
