"""STOP, START and HELP, read before anything else; a wish to be left alone; softer words.

STOP means *stop asking me*, never *stop listening to me*. A child also writes "stop moving me":
that is an answer, and must never be lost to a keyword. So a keyword is a message on its own, and a
longer message stops us only when it is plainly about our texts and nothing else.
"""

import json
import re
import unicodedata
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

from messaging.plain import folded
from messaging.plain import squeezed
from surveys.engine import Misread
from surveys.engine import Move


class Keyword(StrEnum):
    """What a one-word message asks. A bare HELP may be a cry for help: a person reads it too."""

    STOP = "stop"
    START = "start"
    HELP = "help"


def keyword(words: str) -> Keyword | None:
    """The keyword that this message is, in any of our languages; None when it is more than one."""
    form = _form(words)
    return _forms().get(form) or _held_down().get(squeezed(form))


@dataclass(frozen=True)
class Soft:
    """A word that is a wish only where it is no answer: hello, link, the name of a language."""

    kind: str  # hello, link, language
    language: str = ""
    native: bool = False  # the language's own name for itself, which nobody gives as an answer

    def means_it(self, move: Move, *, free_text: bool) -> bool:
        """Whether a reply that reads as ``move`` is this wish and no answer.

        A choice worded "Link" is a choice. In free words, hello and link answer nothing; the name
        of a language may ("what do you learn?"), unless it is written in that language.
        """
        if not free_text:
            return isinstance(move, Misread)
        return self.kind != "language" or self.native


def soft(words: str, *, but: str = "") -> Soft | None:
    """The soft word that this message is, and nothing else; not the language ``but``."""
    found = _soft_forms().get(_form(words))
    return None if found is None or (found.language and found.language == but) else found


def asks_to_stop(words: str) -> bool:
    """Whether this plainly asks us to stop texting, in whatever words.

    In doubt it does not: the message goes on as an answer, and a person reads it within a day.
    """
    plain = _STOPPP.sub("stop", folded(words))
    if _REPORTED.search(plain):
        return False
    clauses = [" ".join(clause.split()) for clause in _CLAUSES.split(plain)]
    alone = " ".join(filter(None, clauses))
    english = bool(_BARE.fullmatch(alone)) or any(map(_REQUEST.fullmatch, clauses))
    return english or _wants_no_more(_form(words))


def says_why(words: str) -> bool:
    """Whether a plain request to stop says more than the request: "… i cant do this anymore"."""
    plain = _STOPPP.sub("stop", folded(words))
    clauses = [clause for clause in (" ".join(c.split()) for c in _CLAUSES.split(plain)) if clause]
    asked = all(_ONLY_THAT.fullmatch(clause) or _BARE.fullmatch(clause) for clause in clauses)
    return plain.isascii() and not asked


def _wants_no_more(form: str) -> bool:
    """The same in our other languages: a short message with "stop" or "do not" and "texts"."""
    if len(form.split()) > _MOST_OF_A_WISH:
        return False
    return any(all(part.search(form) for part in parts) for parts in _no_more_texts())


@cache
def _no_more_texts() -> tuple[tuple[re.Pattern[str], ...], ...]:
    wishes = _document()["no_more_texts"].values()
    return tuple(tuple(map(_begins_a_word, (wish["stop"], wish["texts"]))) for wish in wishes)


def _begins_a_word(beginnings: Iterable[str]) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, map(_form, beginnings))) + ")")


@cache
def _document() -> Mapping[str, Any]:
    text = resources.files("messaging").joinpath("keywords.json").read_text(encoding="utf-8")
    document: Mapping[str, Any] = json.loads(text)
    return document


@cache
def _soft_forms() -> Mapping[str, Soft]:
    document = _document()
    found = {
        _form(written): Soft(kind)
        for kind in ("hello", "link")
        for by_language in document[kind].values()
        for written in by_language
    }
    for language, names in document["languages"].items():
        found |= {_form(name): Soft("language", language, native=True) for name in names["own"]}
        found |= {_form(name): Soft("language", language) for name in names["english"]}
    return found


@cache
def _forms() -> Mapping[str, Keyword]:
    document = _document()
    return {
        _form(written): kind
        for kind in Keyword
        for by_language in document[kind].values()
        for written in by_language
    }


@cache
def _held_down() -> Mapping[str, Keyword]:
    """The English words by their letters once, for "stoppp"."""
    english = {form: kind for form, kind in _forms().items() if form.isascii() and form.isalpha()}
    return {squeezed(form): kind for form, kind in english.items() if len(form) >= _LEAST_HELD}


def _form(words: str) -> str:
    """Case and punctuation gone, accents kept: in Vietnamese they make another word.

    A picture on its own is kept: 🛑 and 🆘 are keywords too.
    """
    composed = unicodedata.normalize("NFKC", words).casefold()
    return " ".join(re.findall(r"[^\W_]+", composed)) or "".join(
        letter for letter in composed if unicodedata.category(letter) == "So"
    )


_MOST_OF_A_WISH = 8  # words
_LEAST_HELD = 4  # letters; a shorter word with fewer of them may be another
_STOPPP = re.compile(r"\bsto+p+\b")
# The grammar of a plain request: opener, core, end, why. Apostrophes and accents are already gone.
_CLAUSES = re.compile(r"[.!?,;\n]+")
_REPORTED = re.compile(r"\b(?<!\bi )(said|says|told|tells|saying|goes)\b")
_OPENER = r"""(?:(?:
    please|pls|plz|plss|ok|okay|k|just|so|now|no|nah|hi|hey|hello|omg|ffs|oi|yo|but|and|bye|sorry
    |thanks|can|could|will|would|you|u|ya|i|id|like|want|need|said|to|really|seriously|bro|mate|man
    |again|who\ is\ this|who\ r\ u|who\ are\ you|who\ dis|wrong\ number|leave\ me\ alone|go\ away
    |stop
)\ )*"""
_TEXTING = r"""(?:
    te?xt|message|messag|mesag|msg|mssg|email|spam|bother|sms
)(?:[mt]?ing|in|n)?"""
_THINGS = r"(?:text|txt|message|msg|question|survey|sms)(?:s|es)?(?:\ (?:messages|msgs))?"
_MORE = r"""(?:
    any|any\ more|any\ further|further|anymore|no\ more|more|these|this|those|the|ur|your|so\ many
    |all|all\ these
)"""
_ME = r"(?:me|us|my\ (?:phone|number)|this\ (?:phone|number))"
# In care, "contact" alone is time with family: it is about us only when it says whom we contact.
_TEXTING_ME = rf"(?:{_TEXTING}|contact(?:ing|in)?)\ {_ME}"
_DONT = r"(?:dont|dnt|do\ not)"
_CORE = rf"""(?:
    stop\ (?:ever\ )?(?:{_TEXTING}|{_TEXTING_ME})
    |stop\ (?:sending|sendin|asking|askin)(?:\ {_ME})?(?:\ {_MORE})?\ (?:{_THINGS}|this|these|stuff)
    |stop\ (?:asking|askin)(?:\ {_ME})?
    |stop\ (?:with\ )?{_MORE}\ {_THINGS}
    |(?:{_DONT}|never|no)\ (?:ever\ )?{_TEXTING_ME}
    |{_DONT}\ send(?:\ {_ME})?(?:\ {_MORE})?\ {_THINGS}
    |{_DONT}\ (?:want|wanna|need|wish)(?:\ (?:to\ )?(?:get|receive))?(?:\ {_MORE})?\ {_THINGS}
    |{_DONT}\ (?:want|wanna)\ (?:to\ )?be\ (?:texted|txted|messaged)
    |{_DONT}\ want\ (?:you|u)\ (?:to\ )?{_TEXTING_ME}
    |(?:stop|finish)\ (?:getting|receiving)(?:\ {_MORE})?\ {_THINGS}
    |(?:make\ )?(?:these|the|this|ur|your)\ {_THINGS}\ (?:to\ )?stop
    |no\ more\ {_THINGS}
    |(?:unsubscribe|unsub|opt)(?:\ me)?(?:\ out)?
    |(?:take|remove)\ me\ (?:off|from)\ (?:this|the|your|ur)\ (?:list|{_THINGS})
    |(?:delete|remove|lose|forget)\ my\ (?:phone\ )?number
)"""
_END = r"""(?:\ (?:
    please|pls|plz|now|again|ever|ever\ again|anymore|any\ more|no\ more|at\ all|thanks|thank\ you
    |ty|ok|k|x|xx|bye|from\ (?:you|u)|to\ me|back|man|mate|bro|bruv|ffs|already|forever
))*"""
_WHY = r"(?:\ (?:i|im|its|it|you|u|ur|your|because|cos|coz|cuz|bc|leave|go|or)\ .*)?"
_ONLY_THAT = re.compile(rf"{_OPENER}(?:{_CORE})?{_END}", re.VERBOSE)
_REQUEST = re.compile(rf"{_OPENER}{_CORE}{_END}{_WHY}", re.VERBOSE)
# "Stop" with nothing but manners beside it. One word more, and it may be about something else.
_MANNERS = (
    r"(?:please|pls|plz|now|it\ now|thanks|thank\ you|just|ok|omg|can\ you|can\ u|could\ you)"
)
_BARE = re.compile(rf"(?:{_MANNERS}\ )*stop(?:\ stop|\ {_MANNERS})*", re.VERBOSE)
