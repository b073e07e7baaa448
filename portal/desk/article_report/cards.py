"""The figures at the top of the report, each with what it was before."""

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from knowledge.reports import Figures, Judged


@dataclass(frozen=True)
class Card:
    """One figure in words; ``meaning`` says what it counts."""

    name: str
    value: str
    before: str
    meaning: str


def cards_of(now: Figures, before: Figures) -> list[Card]:
    """In the order in which they are read."""
    return [
        Card(_("Searches"), count(now.searches), count(before.searches), _("by readers, customers and members")),
        Card(_("Found nothing"), percent(now.empty_share), percent(before.empty_share), _("of all searches")),
        Card(
            _("Opened an article"),
            percent(now.clicked_share),
            percent(before.clicked_share),
            _("of the searches that found something"),
        ),
        Card(_("Tickets saved"), count(now.solved), count(before.solved), _("“this solved it” instead of a request")),
        Card(_("Helpful"), percent(now.helpful_share), percent(before.helpful_share), _("of all votes on articles")),
        Card(_("Votes"), count(now.votes), count(before.votes), _("one for each reader and article")),
    ]


@dataclass(frozen=True)
class Opinion:
    """One row of the table of votes."""

    judged: Judged
    title: str

    @property
    def now(self) -> str:
        """The share that it helped, in this period."""
        return percent(self.judged.helpful_share)

    @property
    def before(self) -> str:
        """The same before."""
        return percent(self.judged.helpful_share_before)


def count(number: int) -> str:
    """A whole number as the reader's language writes it."""
    return number_format(number, use_l10n=True, force_grouping=True)


def percent(share: float | None) -> str:
    """A share in whole percent, a dash where there is nothing to share."""
    return "–" if share is None else _("%(number)d %%") % {"number": round(share * 100)}  # noqa: RUF001 - a dash, not a minus
