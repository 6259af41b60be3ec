"""A wish to leave a question out, in more words than "skip"."""

import re

from messaging.plain import squeezed
from messaging.vocabulary import Phrase
from messaging.vocabulary import Vocabulary

_MANNERS = frozenset(
    (
        "please",
        "pls",
        "plz",
        "thanks",
        "thx",
        "ty",
        "x",
        "xx",
        "lol",
        "sorry",
        "tbh",
        "ok",
        "k",
        "um",
    )
)
_THIS = r"(?: (?:this|that|it|the|any)(?: (?:one|1|question|q|now))?| question)?"
_SKIP = re.compile(
    r"(?:(?:(?:can|could|may) (?:i|we|u|you)|ill|lets|let me|i want to|i wanna|id like to|gonna"
    rf"|just|no|nah|i) )*(?:skip|pass)(?: on)?{_THIS}"
)
_WONT = re.compile(
    r"(?:(?:no|nah|sorry|im|i|id|we|would) )*"
    r"(?:(?:dont|do not|not) (?:want|wanna|wish|going|gonna|like|feel like)(?: to)?"
    r"|rather not|prefer not(?: to)?|not) "
    rf"(?:answer|answering|say|saying|talk about|talking about|discuss|share){_THIS}"
)


def skips(said: Phrase, known: Vocabulary, *, own_words: bool) -> bool:
    """Whether this asks to go on. Where own words are asked for, "I want to pass" is an answer."""
    plain = tuple(token for token in said if token not in _MANNERS) or said
    if tuple(map(squeezed, plain)) in known.skip:
        return True
    sentence = " ".join(plain)
    return bool(_WONT.fullmatch(sentence) or (not own_words and _SKIP.fullmatch(sentence)))
