"""Can these words stand for the English? What a machine can tell; the rest needs a speaker."""

import re
from collections.abc import Iterator
from collections.abc import Sequence

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
DIGITS = re.compile(r"[0-9]+")
KEYWORD = re.compile(r"\b(?:STOP|START|SKIP|HELP|HELLO|LINK)\b")
HIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069]")


def faults(english: Sequence[str], said: Sequence[str], forms: int) -> Iterator[str]:
    """What is wrong with a translation: ``english`` is one form or (singular, plural)."""
    wanted = forms if len(english) > 1 else 1
    if len(said) != wanted or not all(words.strip() for words in said):
        yield f"give {wanted} form{'s' if wanted > 1 else ''}, none empty"
        return
    for words in said:
        yield from _of_one(english, words, is_last=words is said[-1])


def _of_one(english: Sequence[str], words: str, *, is_last: bool) -> Iterator[str]:
    whole, has = set(PLACEHOLDER.findall(english[-1])), set(PLACEHOLDER.findall(words))
    if has - whole:
        yield f"there is no {', '.join(sorted(has - whole))} in the English"
    if is_last and whole - has:
        yield f"keep {', '.join(sorted(whole - has))}"
    if whole and "%" in PLACEHOLDER.sub("", words).replace("%%", ""):
        yield "a % that is no placeholder"
    if HIDDEN.search(words):
        yield "a control letter is in it"
    for kind in (DIGITS, KEYWORD):
        lost = set(kind.findall(english[-1])) - set(kind.findall(words))
        if is_last and lost:
            yield f"keep as they are: {', '.join(sorted(lost))}"
