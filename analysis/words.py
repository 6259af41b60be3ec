"""Words as children text them, read as plain stems. The text itself is never changed.

``tokens`` gives each word its place in the original, so that a tag can show the very words that
caused it. Text-speak is a list (``text_speak.en.json``); spelling is mended only towards words
that our own phrase lists use, and only where the word is not an ordinary one.
"""

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from functools import lru_cache
from importlib import resources

from nltk.stem.snowball import SnowballStemmer
from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST_MENDED = 5  # letters; shorter words have too many neighbours
LONG_WORD = 9  # letters; below it one slip is forgiven, from it on two
NEGATION_REACH = 3  # words that "not" reaches forward, within its clause

_WORD = re.compile(r"[\w\u0300-\u036f]+(?:['’ʼ`][\w\u0300-\u036f]+)*")
_CLAUSE_END = re.compile(r"[.,!?;:…\n]")
_STRETCHED = re.compile(r"(.)\1{2,}")
_TEXT_SPEAK = json.loads(
    resources.files("analysis").joinpath("text_speak.en.json").read_text(encoding="utf-8")
)
_SAYS: dict[str, tuple[str, ...]] = {
    written: tuple(meant.split()) for written, meant in _TEXT_SPEAK["says"].items()
}
_ORDINARY: frozenset[str] = frozenset(_TEXT_SPEAK["ordinary"])
_stemmer = SnowballStemmer("english")


@dataclass(frozen=True, slots=True)
class Token:
    """One word's stem and its place. "gonna" is two tokens in one place: "go", "to"."""

    start: int
    end: int
    stem: str
    clause: int


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The English stem of a lower-case word."""
    return str(_stemmer.stem(word))


FILLERS: frozenset[str] = frozenset(stem(word) for word in _TEXT_SPEAK["fillers"])
OWNERS: frozenset[str] = frozenset(stem(word) for word in _TEXT_SPEAK["owners"])
NEGATIONS: frozenset[str] = frozenset(stem(word) for word in _TEXT_SPEAK["negations"])
SUBJECTS: frozenset[str] = frozenset(stem(word) for word in _TEXT_SPEAK["subjects"])
NO_WORDS: frozenset[str] = frozenset()


def tokens(text: str, vocabulary: frozenset[str] = NO_WORDS) -> tuple[Token, ...]:
    """The stems of a text in order; misspelt words lean towards ``vocabulary``."""
    found: list[Token] = []
    clause, end = 0, 0
    for match in _WORD.finditer(text):
        if _CLAUSE_END.search(text, end, match.start()):
            clause += 1
        start, end = match.span()
        for each in _stems(match.group(), vocabulary):
            clause += each == "but"
            found.append(Token(start, end, each, clause))
    return tuple(found)


def negated(words: Sequence[Token], first: int) -> bool:
    """Whether "not", "never" or "no" stands shortly before ``words[first]`` in its clause.

    A new subject ends its reach: "she does not care, he hits me" with no comma.
    """
    for word in reversed(words[max(0, first - NEGATION_REACH) : first]):
        if word.clause != words[first].clause or word.stem in SUBJECTS:
            return False
        if word.stem in NEGATIONS:
            return True
    return False


@lru_cache(maxsize=20_000)
def _stems(written: str, vocabulary: frozenset[str]) -> tuple[str, ...]:
    form = unicodedata.normalize("NFC", written).lower()
    form = form.replace("’", "'").replace("ʼ", "'").replace("`", "'")
    spelled = _unstretched(form, vocabulary)
    bare = spelled.removesuffix("'s").replace("'", "")
    meant = _SAYS.get(spelled) or _SAYS.get(bare)
    if meant is None:
        mended = _mended(bare, vocabulary)
        meant = _SAYS.get(mended, (mended,))
    return tuple(stem(word) for word in meant)


def _unstretched(form: str, vocabulary: frozenset[str]) -> str:
    """Two letters where we know that word ("schoool"), else one ("soooo")."""
    doubled = _STRETCHED.sub(r"\1\1", form)
    if doubled == form or doubled in vocabulary or doubled in _SAYS or doubled in _ORDINARY:
        return doubled
    return _STRETCHED.sub(r"\1", form)


def _mended(word: str, vocabulary: frozenset[str]) -> str:
    """The word of ``vocabulary`` that a misspelt word most likely is, or the word itself."""
    if len(word) < SHORTEST_MENDED or word in _ORDINARY or not word.isalpha():
        return word
    if stem(word) in _known_stems(vocabulary):
        return word
    slips = 1 if len(word) < LONG_WORD else 2
    near = _by_first_letter(vocabulary).get(word[0], ())
    best = process.extractOne(word, near, scorer=OSA.distance, score_cutoff=slips)
    return str(best[0]) if best else word


@cache
def _known_stems(vocabulary: frozenset[str]) -> frozenset[str]:
    return frozenset(stem(word) for word in vocabulary)


@cache
def _by_first_letter(vocabulary: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """Longer words by first letter, which slips of the thumb seldom touch."""
    letters: dict[str, list[str]] = {}
    for word in sorted(vocabulary):
        if len(word) >= SHORTEST_MENDED:
            letters.setdefault(word[0], []).append(word)
    return {letter: tuple(words) for letter, words in letters.items()}
