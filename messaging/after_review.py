"""Words for a child after their review: what they said, what was decided, who will do what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from messaging.prompts import Reader


@dataclass(frozen=True)
class Promised:
    """Who will do what, by when."""

    who: str
    what: str
    by: date | None = None


@dataclass(frozen=True)
class Decided:
    """One decision with its promises; ``instead`` where it puts right what they were told."""

    words: str
    promises: Sequence[Promised] = ()
    instead: bool = False


def draft(reader: Reader, said: Sequence[str], decided: Sequence[Decided], *, signed: str) -> str:
    """You said, we decided: a beginning that the officer makes their own.

    The child's words stand as they wrote them. Nothing said and nothing decided gives no draft.
    """
    _ = reader.phrases.gettext
    lines = [_("You said: “%(words)s”") % {"words": words} for words in said]
    for each in decided:
        before = [_("What we told you before was not right. This is:")] if each.instead else []
        lines.append(" ".join([*before, each.words]))
        lines.extend(_promise(reader, promise) for promise in each.promises)
    return "\n".join([*lines, signed]) if lines else ""


def news(reader: Reader, link: str) -> str:
    """There is an answer on their page. No name and no word of care: others may see a screen."""
    _ = reader.phrases.gettext
    words = _("There is an answer for you to what you told us.")
    if not link:
        return f"{words} {_('Text us to hear it.')}"
    return f"{words} {_('Read it here: %(link)s') % {'link': link}}"


def _promise(reader: Reader, promise: Promised) -> str:
    _ = reader.phrases.gettext
    words = {"who": promise.who, "what": promise.what.rstrip(".")}
    if promise.by is None:
        return _("%(who)s will do this: %(what)s.") % words
    months = reader.language.partition("-")[0]  # Easy Read has those of English
    words["day"] = format_date(promise.by, "d MMMM", locale=months)
    return _("%(who)s will do this by %(day)s: %(what)s.") % words
