"""The stem of a word in a language, by the Snowball algorithms that PostgreSQL uses too.

Reckoned here and not in SQL, so that index, question, correction and marked words agree on every letter.
"""

import threading
from functools import lru_cache

import Stemmer

ALGORITHMS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish", "fr": "french",
    "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian",
    "lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch", "nn": "norwegian", "no": "norwegian",
    "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish",
    "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
# Languages that write compounds as one word.
COMPOUNDING = {"da", "de", "fi", "hu", "nb", "nl", "nn", "no", "sv"}
REMEMBERED = 65_536

_stemmers: dict[str, Stemmer.Stemmer] = {}
_lock = threading.Lock()  # a stemmer is not made for several threads at once


def base_of(language: str) -> str:
    """The language of a code such as ``de-at``."""
    return language.partition("-")[0].lower()


@lru_cache(maxsize=REMEMBERED)
def stem(word: str, language: str) -> str:
    """The stem of a normalised word; the word itself in a language without rules."""
    algorithm = ALGORITHMS.get(base_of(language))
    if algorithm is None:
        return word
    with _lock:
        if algorithm not in _stemmers:
            _stemmers[algorithm] = Stemmer.Stemmer(algorithm, 0)
        return str(_stemmers[algorithm].stemWord(word))


def compounds(language: str) -> bool:
    """Whether words are put together in it without a space."""
    return base_of(language) in COMPOUNDING
