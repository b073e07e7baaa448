"""What a question consists of."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Word:
    """A word or phrase that must occur, or with ``negated`` must not; with ``prefix`` any word that begins so."""

    text: str
    negated: bool = False
    prefix: bool = False


@dataclass(frozen=True)
class Filter:
    """One of ``tickets.query.filters``, with values of which one must fit, or with ``negated`` none."""

    name: str
    values: tuple[str, ...]
    negated: bool = False


@dataclass(frozen=True)
class Query:
    """Everything must hold. Without anything in it, it stands for all tickets."""

    words: tuple[Word, ...] = ()
    filters: tuple[Filter, ...] = ()

    def asks(self, name: str, value: str) -> bool:
        """Whether a filter names this value."""
        return any(one.name == name and value in one.values for one in self.filters)
