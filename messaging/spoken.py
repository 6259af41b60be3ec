"""The words of a telephone call, and what a pressed key means. The other half of ``prompts``.

What is said is heard once and by ear alone: the choice stands behind its key, so that nobody must
keep a number in mind. Nothing personal is said before somebody has pressed that they want it.
"""

import re
from collections.abc import Iterator
from enum import StrEnum

from messaging.prompts import GROWN
from messaging.prompts import Reader
from surveys.engine import Answered
from surveys.engine import Misread
from surveys.engine import Move
from surveys.engine import Skipped
from surveys.questions import FREE_TEXT
from surveys.questions import NOT_SURE
from surveys.questions import Kind
from surveys.questions import Question

ONE_KEY = 9  # as many choices as there are keys: more are ended by hash
_COUNT = re.compile(r"[0-9]{1,9}")


class Wish(StrEnum):
    """What a key may ask for that is no answer."""

    AGAIN = "again"
    SPEAK = "speak"


class Want(StrEnum):
    """What we wait for once the words are said."""

    KEY = "key"
    KEYS = "keys"  # ended by hash
    SPEECH = "speech"  # recorded, ended by hash
    NOTHING = "nothing"  # goodbye


Pressed = Answered | Skipped | Misread | Wish


def opening(reader: Reader, *, service: str) -> str:
    """Who we are, who listens, that nobody watches day and night, and where help is now."""
    _ = reader.phrases.gettext
    who = _("Hello. This is %(service)s.") % {"service": service}
    listens = _("A person listens to what you say here, but not day and night.")
    tells = _("If someone may get hurt, we have to tell someone who can help.")
    return _joined(who, listens, tells, _get_help(reader))


def menu(reader: Reader) -> str:
    """The soft check: it says nothing of them, and nothing of care."""
    return reader.phrases.gettext(
        "If you want to answer some questions, press 1. To leave a message, press 2."
    )


def question(asked: Question, reader: Reader, *, before: str = "") -> str:
    """One question with its keys; ``before`` is what was understood, or an information screen."""
    words = asked.by_text or asked.wording
    return _joined(before, words.of(reader.language, reader.band), *_how(asked, reader))


def information(screen: Question, reader: Reader) -> str:
    """An information screen, to go before the next question."""
    return _joined((screen.by_text or screen.wording).of(reader.language, reader.band))


def speak(reader: Reader) -> str:
    """Before the tone."""
    return reader.phrases.gettext(
        "Speak after the tone. When you have finished, press hash, or hang up."
    )


def misheard(reader: Reader) -> str:
    """Before a question that is said once more."""
    return reader.phrases.gettext("Sorry, we did not get that.")


def left(reader: Reader) -> str:
    """Before the next question, where the second try was not clear either."""
    return reader.phrases.gettext("That is OK. We leave that one.")


def acknowledged(asked: Question, move: Move, reader: Reader) -> str:
    """What a key was taken for, so that a slip is heard at once."""
    _ = reader.phrases.gettext
    if isinstance(move, Skipped):
        return _("OK, skipped.")
    if not isinstance(move, Answered):
        return ""
    values = move.value if isinstance(move.value, tuple) else (str(move.value),)
    named = dict(_options(asked, reader))
    shown = ", ".join(named.get(value, value) for value in values)
    return _("Got it: %(answer)s.") % {"answer": shown}


def recorded(reader: Reader) -> str:
    """After somebody spoke."""
    return reader.phrases.gettext("Thank you. A person will listen to it and write it down.")


def thanks(reader: Reader, *, words: str = "") -> str:
    """After the last question; ``words`` are the survey's own thanks."""
    _ = reader.phrases.gettext
    return _joined(
        words or _("Thank you. That was the last question."),
        _("A person will read what you said."),
        goodbye(reader),
    )


def goodbye(reader: Reader) -> str:
    """The last words of a call."""
    return reader.phrases.gettext("You can call us any time. Goodbye.")


def problem(reader: Reader) -> str:
    """Something of ours went wrong."""
    _ = reader.phrases.gettext
    return _joined(
        _("Sorry, something went wrong here. What you told us before is kept."),
        _("Please call again later."),
        _get_help(reader),
    )


def wanted(asked: Question) -> Want:
    """How the answer to a question is given."""
    several = asked.kind in {Kind.SEVERAL_CHOICES, Kind.NUMBER}
    return Want.KEYS if several or _many(asked) else Want.KEY


def read(asked: Question, keys: str) -> Pressed:
    """What was pressed, with no hash. Nothing, or a key that means nothing here, is misread."""
    if keys == "*":
        return Wish.AGAIN
    if keys == ("*0" if _takes_nought(asked) else "0"):
        return Skipped(asked.key)
    if asked.kind in FREE_TEXT:
        return Wish.SPEAK if keys == "1" else Misread(asked.key, "")
    value = _number(keys) if asked.kind is Kind.NUMBER else _chosen(asked, keys)
    if value is None or asked.check(value):
        return Misread(asked.key, "")
    return Answered(asked.key, value)


def _number(keys: str) -> int | None:
    return int(keys) if _COUNT.fullmatch(keys) else None


def _chosen(asked: Question, keys: str) -> str | tuple[str, ...] | None:
    """One choice, or several in the order of the question; None where a key is none of them."""
    values = _values(asked)
    pressed = keys.split("*") if _many(asked) else list(keys)
    if not pressed or not all(_COUNT.fullmatch(key) for key in pressed):
        return None
    places = sorted({int(key) for key in pressed})
    if places[0] < 1 or places[-1] > len(values):
        return None
    found = tuple(values[place - 1] for place in places)
    if len(found) == 1 and (asked.kind is not Kind.SEVERAL_CHOICES or found[0] == NOT_SURE):
        return found[0]
    return found if asked.kind is Kind.SEVERAL_CHOICES else None


def _values(asked: Question) -> tuple[str, ...]:
    """The keys in order: the choices, then "not sure"."""
    return (*(choice.value for choice in asked.choices), *([NOT_SURE] if asked.not_sure else []))


def _many(asked: Question) -> bool:
    return len(_values(asked)) > ONE_KEY


def _takes_nought(asked: Question) -> bool:
    return asked.kind is Kind.NUMBER and (asked.least is None or asked.least <= 0)


def _options(asked: Question, reader: Reader) -> Iterator[tuple[str, str]]:
    for choice in asked.choices:
        yield choice.value, choice.wording.of(reader.language, reader.band)
    if asked.not_sure:
        yield NOT_SURE, reader.phrases.gettext("not sure")


def _how(asked: Question, reader: Reader) -> Iterator[str]:
    """The keys of this question, then those that are always there."""
    _ = reader.phrases.gettext
    if asked.kind in FREE_TEXT:
        yield _("To say it in your own words, press 1.")
    elif asked.kind is Kind.NUMBER:
        yield _("Press the number, then hash.")
    else:
        yield _("Press %(keys)s.") % {"keys": _keys(asked, reader)}
    if asked.kind is Kind.SEVERAL_CHOICES:
        yield _("You can pick more than one.")
    if asked.kind is not Kind.NUMBER and wanted(asked) is Want.KEYS:
        yield _many_keys(asked, reader)
    yield _("To skip, press star, 0.") if _takes_nought(asked) else _("To skip, press 0.")
    yield _("To hear it again, press star. You can hang up at any time.")


def _keys(asked: Question, reader: Reader) -> str:
    _ = reader.phrases.gettext
    named = enumerate((words for _value, words in _options(asked, reader)), start=1)
    return ", ".join(_("%(key)s for %(choice)s") % {"key": k, "choice": w} for k, w in named)


def _many_keys(asked: Question, reader: Reader) -> str:
    _ = reader.phrases.gettext
    if asked.kind is Kind.SEVERAL_CHOICES and _many(asked):
        return _("Press star between two, and hash at the end.")
    return _("Press hash at the end.")


def _get_help(reader: Reader) -> str:
    """Numbers are written so that they are said digit by digit."""
    _ = reader.phrases.gettext
    if reader.band == GROWN:
        return _(
            "If someone is in danger, call 9 9 9. "
            "To talk at any hour, free: Samaritans, 1 1 6, 1 2 3."
        )
    return _(
        "If you are in danger, call 9 9 9. To talk at any hour, free: Childline, 0 8 0 0, 1 1 1 1."
    )


def _joined(*parts: str) -> str:
    return " ".join(part.strip() for part in parts if part.strip())
