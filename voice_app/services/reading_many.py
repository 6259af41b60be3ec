"""Reading many: counted in people behind the small-number rules, with quotes somebody approves."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta

from analysis import themes
from analysis.comment import Comment
from analysis.many.keyness import key_words
from analysis.many.phrases_said import phrases_said
from analysis.many.representative import Candidate
from analysis.many.representative import representative
from analysis.many.shares import by_period
from analysis.redact import redact
from analysis.sense import sense
from voice_app.clock import london_day
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.teaching import ApprovedQuote
from voice_app.pages.many import ManyPage
from voice_app.pages.many import QuoteOffered
from voice_app.pages.many import ThemeOverTime
from voice_app.store import access
from voice_app.store import accounts
from voice_app.store import many
from voice_app.store import quotes
from voice_app.store import record
from voice_app.store import threads
from voice_app.store import worries
from voice_app.store.threads import Thread

MOST_READ = 500  # shared voices, the newest, from which words and quotes are drawn
MOST_WORDS = 15
MOST_QUOTES = 5
A_YEAR = timedelta(days=366 + 92)


class NotYours(PermissionError):
    """These words may not leave their case."""


@dataclass(frozen=True)
class _Voice:
    """A shared voice as it may be shown: without names."""

    found: Thread
    words: str

    @property
    def person(self) -> str:
        return str(self.found.conversation.person_id or f"nameless {self.found.answer.id}")

    @property
    def themes(self) -> frozenset[str]:
        return frozenset(tag.theme for tag in self.found.tags)


def page(theme: str, *, user_id: int, now: datetime) -> ManyPage:
    """Themes over a year; with a theme, its words, phrases and quotes. Looks are recorded."""
    labels = {key: each.label for key, each in themes.shipped().themes.items()}
    chosen = theme if theme in labels else ""
    quarters = many.quarters(london_day(now))
    shares = by_period(many.mentions(now - A_YEAR), themes=tuple(labels), periods=quarters)
    with writing():
        voices = _voices() if chosen else []
        about = [each for each in voices if chosen in each.themes]
        others = [each for each in voices if chosen not in each.themes]
        hidden = {name for each in voices for name in each.found.network} | {"name"}
        offered = _offered(about)
        for quote in offered:
            record.note(record.Deed(user_id, "saw", f"answer:{quote.answer_id}", None), now=now)
        return ManyPage(
            quarters=quarters,
            rows=tuple(ThemeOverTime(key, labels[key], each) for key, each in shares.items()),
            theme=chosen,
            label=labels.get(chosen, ""),
            key_words=key_words(_said(about), _said(others), left_out=hidden)[:MOST_WORDS],
            phrases=phrases_said(_said(about), left_out=hidden)[:MOST_WORDS],
            quotes=offered,
            themes=tuple(labels.items()),
        )


def approve(answer_id: int, *, user_id: int, now: datetime) -> None:
    """Let a quote leave its case as it was shown, names hidden; a repeat changes nothing.

    Raises ``NotYours`` where it was not shared, or a worry about it is open.
    """
    with writing():
        found = threads.thread(answer_id)
        if found is None or not access.is_shared(found.answer) or worries.open_on({answer_id}):
            raise NotYours
        if answer_id not in {row.answer_id for row in many.approved()}:
            db.session.add(
                ApprovedQuote(
                    answer_id=answer_id,
                    words=_nameless(found),
                    approved_by=user_id,
                    approved_at=now,
                )
            )
            deed = record.Deed(user_id, "changed", f"quote:{answer_id}", found.about, "approved")
            record.note(deed, now=now)


def withdraw(answer_id: int, *, user_id: int, now: datetime) -> None:
    """Take an approval back."""
    with writing():
        for row in many.approved():
            if row.answer_id == answer_id:
                row.withdrawn_at = now
                deed = record.Deed(user_id, "changed", f"quote:{answer_id}", None, "withdrawn")
                record.note(deed, now=now)


def approved_words() -> tuple[str, ...]:
    """Every quote that may leave its case today, in no order that tells who wrote when."""
    rows = [row for row in many.approved() if _may_still_leave(row.answer_id)]
    return tuple(sorted(row.words for row in rows))


def _may_still_leave(answer_id: int) -> bool:
    found = threads.thread(answer_id)
    return found is not None and access.is_shared(found.answer)


def _voices() -> list[_Voice]:
    """The newest shared voices, without those that somebody must look into first."""
    newest = threads.shared()[-MOST_READ:]
    waiting = worries.open_on({each.answer.id for each in newest})
    return [_Voice(each, _nameless(each)) for each in newest if each.answer.id not in waiting]


def _nameless(found: Thread) -> str:
    return redact(quotes.for_staff(found.answer).words, found.network).text


def _said(voices: Collection[_Voice]) -> dict[str, list[str]]:
    said: dict[str, list[str]] = defaultdict(list)
    for each in voices:
        said[each.person].append(each.words)
    return said


def _offered(about: Collection[_Voice]) -> tuple[QuoteOffered, ...]:
    candidates = [
        Candidate(str(each.found.answer.id), each.person, each.words, sense(Comment(each.words)))
        for each in about
    ]
    rows = {row.answer_id: row for row in many.approved()}
    names = accounts.names({row.approved_by for row in rows.values()})
    return tuple(
        QuoteOffered(
            int(each.key),
            each.words,
            str(each.sense),
            names.get(rows[int(each.key)].approved_by, "") if int(each.key) in rows else "",
        )
        for each in representative(candidates, MOST_QUOTES)
    )
