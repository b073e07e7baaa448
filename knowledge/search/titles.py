"""How well a title fits a question: what is called as it was asked for comes first."""

from knowledge.search.asked import Asked
from knowledge.search.question import Question
from knowledge.search.ranked import Row
from knowledge.search.stems import stem
from knowledge.search.stops import STOPS
from knowledge.search.words import words_in

COVERED, SAID, SMALL_WORDS = 1.0, 0.5, 0.2


def boost(row: Row, asked: Asked, question: Question) -> float:
    """A factor from 1 up: both of the title and of the question as much as can be should be in the other."""
    words = words_in(row.title)
    title = {word: {word, "S" + stem(word, row.language)} for word in words}
    telling = [word for word in title if word not in STOPS] or list(title)
    forms = [{*term.words, *("S" + one for one in term.stems)} for term in asked.terms]
    of_title = sum(any(title[word] & form for form in forms) for word in telling) / max(len(telling), 1)
    in_title = set().union(*title.values()) if title else set()
    weight = sum(term.weight for term in asked.terms)
    of_question = sum(term.weight for term, form in zip(asked.terms, forms, strict=True) if form & in_title) / weight
    typed = asked.corrected or question.words
    small = [word for word in typed if word in STOPS]
    of_small = sum(word in title for word in small) / len(small) if small else 0
    said = SAID if len(typed) > 1 and contains(words, list(typed)) else 0
    return 1 + COVERED * of_title * of_question + said + SMALL_WORDS * of_small * of_question


def contains(words: list[str], run: list[str]) -> bool:
    """Whether the words follow one another in a title."""
    return any(words[place : place + len(run)] == run for place in range(len(words) - len(run) + 1))
