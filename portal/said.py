"""What verbs say, in the reader's language.

Verbs speak plain English to every door alike and know no reader; here their sentences stand once more, for gettext.
What varies in one is a name in brackets, and what stood there goes back into the translation.
"""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

SENTENCES = (
    # Accounts
    gettext_noop("Invalid email address"),
    gettext_noop("Use one address such as ana@example.com"),
    gettext_noop("name must have 1 to %(most)s characters"),
    gettext_noop("Send a name on one line"),
    gettext_noop("Sign-in codes are on already"),
    gettext_noop("Switch them off before you change app"),
    gettext_noop("Sign-in codes are off"),
    gettext_noop("Send a PNG, JPEG, GIF or WebP picture of up to 2 MB"),
    gettext_noop("That picture is too large"),
    gettext_noop("That is no picture we can read"),
    gettext_noop("That signature cannot be used"),
    gettext_noop("Use up to %(most)s characters of text"),
    gettext_noop("This is your address already"),
    gettext_noop("Invalid language"),
    gettext_noop("Invalid time zone"),
    gettext_noop("Choose one from the list"),
    gettext_noop("There is no such language"),
    gettext_noop("Choose one of the list"),
    gettext_noop("That password cannot be used"),
    gettext_noop("Use up to %(most)s characters"),
    gettext_noop("Only customers have details of their own here"),
    # Doors
    gettext_noop("Your role does not allow this. Ask an admin of the workspace."),
    gettext_noop("The form holds characters that are not text"),
    gettext_noop("This form can be sent from our own pages only"),
    gettext_noop("Invalid cursor"),
    gettext_noop("Use the cursor of the previous page unchanged"),
    gettext_noop("Invalid answer"),
    gettext_noop("Press yes or no"),
    gettext_noop("That is too long to search for"),
    gettext_noop("The search holds characters that are not text"),
    gettext_noop("Remove them"),
    # Requests
    gettext_noop("The ticket has changed since you read it"),
    gettext_noop("This ticket was merged into another one"),
    gettext_noop("Go on in %(reference)s"),
    gettext_noop("Only who asked can do this"),
    gettext_noop("Only the support team can do this"),
    gettext_noop("Only the support team and whoever asked can do this"),
    gettext_noop("Only the customer who asked can rate"),
    gettext_noop("Customers can close and reopen their tickets"),
    gettext_noop("This link lets you read only"),
    gettext_noop("This is for colleagues of whoever asked"),
    gettext_noop("a ticket takes up to %(most)s in copy"),
    gettext_noop("Send fewer"),
    gettext_noop("Everybody asks for themselves"),
    gettext_noop("Everybody gets a copy of their own data"),
    # Values of custom fields
    gettext_noop("Use text of up to %(most)s characters"),
    gettext_noop("Use a number such as 42 or 3.5"),
    gettext_noop("Use one of %(choices)s"),
    gettext_noop("Use a list of %(choices)s"),
    gettext_noop("Use true or false"),
    gettext_noop("Use a date such as 2026-03-14"),
    gettext_noop("Use an address such as https://example.com/order/42"),
    # Files
    gettext_noop("A message takes up to %(most)s files"),
    gettext_noop("Send the others with another message"),
    gettext_noop("Invalid file"),
    gettext_noop("Upload the file again"),
    gettext_noop("That file is empty"),
    gettext_noop("That file is too large"),
    gettext_noop("Send one of up to %(size)s"),
    gettext_noop("That file is not what it claims to be (%(type)s)"),
    gettext_noop("That file is not of the size that was announced"),
    gettext_noop("That file is not of the type that was announced"),
    gettext_noop("That file has not arrived"),
    gettext_noop("Upload it again"),
    gettext_noop("Save it anew and try again"),
    gettext_noop("That file is in use"),
    gettext_noop("That upload is gone"),
    gettext_noop("Choose the file again"),
    gettext_noop("Say how large the file is"),
    gettext_noop("Use a whole number of bytes"),
)
KNOWN = frozenset(SENTENCES)
PLACE = re.compile(r"%\((\w+)\)s")
LONGEST = 2000  # of what stands in a place


def pattern_of(sentence: str) -> re.Pattern[str]:
    """What finds a sentence again, whatever stands in its places."""
    between = PLACE.split(sentence)
    parts = [f"(?P<{part}>.{{1,{LONGEST}}}?)" if number % 2 else re.escape(part) for number, part in enumerate(between)]
    return re.compile("".join(parts), re.DOTALL)


VARYING = tuple((pattern_of(sentence), sentence) for sentence in SENTENCES if PLACE.search(sentence))


def translated(said: str) -> str:
    """A sentence of a verb; as it stands where it is none of those above, such as one that is translated already."""
    if said in KNOWN:
        return _(said)
    for pattern, sentence in VARYING:
        found = pattern.fullmatch(said)
        if found:
            return _(sentence) % found.groupdict()
    return said
