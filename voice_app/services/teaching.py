"""People check what words are about. Their word wins, is kept, and teaches the next model."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from itertools import islice

from analysis import themes
from analysis.checking import ToCheck
from analysis.checking import in_order
from analysis.checking import is_drawn
from analysis.many.agreement import Judgement
from analysis.many.agreement import ac1
from analysis.many.agreement import alpha
from analysis.redact import redact
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.insight import ThemeTag
from voice_app.models.teaching import ThemeCheck
from voice_app.pages.teaching import AgreementPage
from voice_app.pages.teaching import AgreementRow
from voice_app.pages.teaching import CheckPage
from voice_app.pages.teaching import ThemeChoice
from voice_app.pages.words import Quote
from voice_app.store import access
from voice_app.store import insight
from voice_app.store import quotes
from voice_app.store import record
from voice_app.store import teaching
from voice_app.store import threads
from voice_app.store.threads import Thread

ENOUGH = 300  # checked texts from which a new model may be made
LEAST_SHARED = 10  # texts that two readers judged, below which agreement is not shown
MOST_LOOKED_AT = 50  # texts passed over because they may not be shown now


class NotYours(PermissionError):
    """These words are not shared with whoever checks."""


def next_to_check(*, user_id: int, now: datetime) -> CheckPage | None:
    """The text that this person should check next; None when there is none."""
    with writing():
        waiting = teaching.waiting_for(user_id)
        for each in islice(in_order(waiting), MOST_LOOKED_AT):
            found = threads.thread(each.key)
            if found is not None and access.is_shared(found.answer):
                record.note(record.Deed(user_id, "saw", f"answer:{each.key}", found.about), now=now)
                return _page(each, found, len(waiting))
        return None


def check(answer_id: int, said: Collection[str], *, user_id: int, now: datetime) -> None:
    """Keep what a person says a text is about, and let their word stand on its tags.

    What its speaker said it is not about stays so. Raises ``NotYours``, or ``ValueError`` for an
    unknown theme.
    """
    unknown = set(said) - themes.shipped().themes.keys()
    if unknown:
        raise ValueError(f"there is no theme called {min(unknown)!r}")
    with writing():
        found = threads.thread(answer_id)
        if found is None or not access.is_shared(found.answer):
            raise NotYours
        tags = insight.tags_of({answer_id}).get(answer_id, [])
        machine = sorted({tag.theme for tag in tags if tag.rules and tag.sure})
        db.session.add(
            ThemeCheck(
                answer_id=answer_id,
                user_id=user_id,
                themes=sorted(said),
                machine=machine,
                rules=found.answer.tagged_by or "",
                drawn=is_drawn(answer_id),
                at=now,
            )
        )
        _let_it_stand(found, tags, said, user_id=user_id, now=now)
        deed = record.Deed(user_id, "changed", f"tags:{answer_id}", found.about, "checked")
        record.note(deed, now=now)


def agreement() -> AgreementPage:
    """How far people agree with each other, and with the machine on texts drawn by lot."""
    rows = teaching.checks()
    people, machine = teaching.between_people(rows), teaching.with_machine(rows)
    twice = _read_twice(people)
    drawn = len({each.text for each in machine})
    enough_people, enough_machine = twice >= LEAST_SHARED, drawn >= LEAST_SHARED
    return AgreementPage(
        checks=len({row.answer_id for row in rows}),
        texts_twice=twice,
        texts_drawn=drawn,
        people=alpha(people) if enough_people else None,
        machine=alpha(machine) if enough_machine else None,
        rows=tuple(
            AgreementRow(
                theme.label,
                ac1(people, key) if enough_people else None,
                ac1(machine, key) if enough_machine else None,
            )
            for key, theme in themes.shipped().themes.items()
        ),
    )


def _read_twice(people: Collection[Judgement]) -> int:
    readers: dict[str, set[str]] = {}
    for each in people:
        readers.setdefault(each.text, set()).add(each.reader)
    return sum(len(several) > 1 for several in readers.values())


def _page(each: ToCheck, found: Thread, waiting: int) -> CheckPage:
    quote = _nameless(found)
    said = {} if each.drawn else {tag.theme: tag for tag in quote.tags}
    return CheckPage(
        answer_id=each.key,
        quote=replace(quote, tags=()) if each.drawn else quote,
        drawn=each.drawn,
        themes=tuple(
            ThemeChoice(
                key,
                theme.label,
                theme.definition,
                ticked=key in said,
                why=said[key].because if key in said else "",
            )
            for key, theme in themes.shipped().themes.items()
        ),
        waiting=waiting,
        checked=len({row.answer_id for row in teaching.checks()}),
        enough=ENOUGH,
    )


def _nameless(found: Thread) -> Quote:
    """The words as they were let through, with every name of their network hidden, unmarked."""
    quote = quotes.for_staff(found.answer)

    def hidden(words: str) -> str:
        return redact(words, found.network).text

    return replace(
        quote,
        pieces=tuple(replace(piece, words=hidden(piece.words), title="") for piece in quote.pieces),
        tags=tuple(replace(tag, because=hidden(tag.because)) for tag in quote.tags),
        speaker=found.person.kind if found.person and quote.speaker and not quote.observed else "",
        helped_by=hidden(quote.helped_by),
    )


def _let_it_stand(
    found: Thread, tags: list[ThemeTag], said: Collection[str], *, user_id: int, now: datetime
) -> None:
    for tag in tags:
        if tag.state == "suggested":  # what somebody decided before stays theirs
            tag.state = "confirmed" if tag.theme in said else "rejected"
            tag.decided_by, tag.decided_at = user_id, now
    stage = next((tag.stage for tag in tags if tag.stage), "")
    for theme in sorted(set(said) - {tag.theme for tag in tags}):
        db.session.add(insight.own_tag(found.answer.id, theme, stage, user_id=user_id, now=now))
