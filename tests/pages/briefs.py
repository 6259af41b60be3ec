"""A brief made up for tests: nobody's, with something in every part of it."""

from datetime import UTC
from datetime import date
from datetime import datetime

from voice_app.pages.brief import Approval
from voice_app.pages.brief import Brief
from voice_app.pages.brief import DecisionShown
from voice_app.pages.brief import FindingBeside
from voice_app.pages.brief import Header
from voice_app.pages.brief import KeptOut
from voice_app.pages.brief import Limits
from voice_app.pages.brief import Matter
from voice_app.pages.brief import Others
from voice_app.pages.brief import PlanTouched
from voice_app.pages.brief import Repeated
from voice_app.pages.brief import Safety
from voice_app.pages.brief import ThenNow
from voice_app.pages.brief import Want
from voice_app.pages.brief import WorryOpen
from voice_app.pages.words import Piece
from voice_app.pages.words import Quote
from voice_app.pages.words import TranslationShown
from voice_app.pages.words import UseShown

WORDS = "i want to see my mum and kit more"
APART = "dont tell them i cried"
KEPT_OUT = 400  # answer ids
THEN, NOW = 500, 501


def quote(answer_id: int, words: str = WORDS, *, speaker: str = "", language: str = "en") -> Quote:
    """One thing said."""
    return Quote(
        answer_id=answer_id,
        pieces=(Piece(words),),
        said_at=datetime(2026, 11, 20, 10, answer_id % 60, tzinfo=UTC),
        channel="text",
        question="What would make it better?",
        language=language,
        speaker=speaker,
        who_sees="iro",
        translations=(TranslationShown("I want more", "en", "Amira, interpreter"),),
        used=UseShown("used", "Care plan", "page 3", "Maura", date(2026, 11, 21)),
    )


def plan(standing: str = "overdue", updated: date = date(2026, 2, 1)) -> PlanTouched:
    """A care plan."""
    return PlanTouched(7, "Care plan", standing, updated, date(2026, 8, 1), "touches")


def matter(number: int, words: str, extra: str = "") -> Matter:
    """One row of Schedule 7."""
    beside = FindingBeside(1, f"Few plans say when{extra}", "development", "Plans", "Sep 2026", "x")
    said = (quote(number, words),)
    return Matter(f"Matter {number}{extra}", "Family", said, "", (plan(),), (beside,), "Why?")


def brief(words: str = WORDS, *, extra: str = "", many: int = 6) -> Brief:
    """A page with ``many`` rows of everything; ``extra`` is added to whatever may be long."""
    return Brief(
        person_id=1,
        review_id=2,
        header=_header(extra),
        approval=Approval("approved", date(2026, 11, 29), 1),
        kept_private=1,
        safety=Safety((WorryOpen(1, f"Rosa{extra}", date(2026, 11, 18), wants_contact=True),), 2),
        quotes=tuple(quote(number + 1, words) for number in range(min(many, 6))),
        more=(quote(99, words),),
        wants=tuple(Want(f"Who comes{extra}", f"Be there{extra}", 300) for _ in range(many)),
        wants_not_asked=("Where it is held",),
        keep_out=(KeptOut(APART, KEPT_OUT),),
        then_now=tuple(_compared(number, extra) for number in range(many)),
        then_label="3 May 2026",
        now_label="20 Nov 2026",
        matters=tuple(matter(number + 1, words, extra) for number in range(many + 5)),
        decisions=tuple(
            DecisionShown(n, n, 1, f"See Kit{extra}", "a_bit", f"2 of 3{extra}")
            for n in range(many)
        ),
        others=Others((quote(600, words, speaker=f"Lorna{extra}, carer"),), 1, switched_off=False),
        limits=Limits(9, 7, 1, 1, 3, 6, 2, ("rules 1.0",), date(2026, 6, 8)),
        suggested_code="PN1 if they come and speak",
        reply_by=date(2027, 1, 6),
    )


def _compared(number: int, extra: str) -> ThenNow:
    then = Repeated("Mostly", 4, THEN)
    return ThenNow(f"Listen {number}{extra}", then, Repeated("A bit", 2, NOW))


def _header(extra: str) -> Header:
    return Header(
        name=f"Jaz{extra}",
        full_name=f"Jaz Merrin{extra}",
        record="NB-1",
        age=14,
        review_number="5th",
        due=date(2026, 12, 8),
        due_source="computed",
        due_rule=f"6 months after 8 June{extra}",
        last_held=date(2026, 6, 8),
        participation="Came and spoke (PN1)",
        lives_with=f"Foster carers{extra}",
        legal_status="Full care order",
        likes_to_be_asked=f"By text, in English{extra}",
        iro=f"Maura{extra}",
        social_worker=f"Dev{extra}",
    )
