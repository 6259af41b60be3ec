"""One child's round of review as the page an IRO reads."""

from collections.abc import Sequence
from dataclasses import replace

from surveys.clocks import timetable
from surveys.participation import MEANINGS
from surveys.participation import suggest
from voice_app.clock import bank_holidays
from voice_app.clock import london_day
from voice_app.models.journey import CareSpell
from voice_app.pages.brief import Approval
from voice_app.pages.brief import Brief
from voice_app.pages.words import Quote
from voice_app.services.reviewing import in_words
from voice_app.services.reviewing import wants
from voice_app.services.reviewing.choosing import chosen
from voice_app.services.reviewing.choosing import is_a_quote
from voice_app.services.reviewing.decided import decisions
from voice_app.services.reviewing.gathering import Round
from voice_app.services.reviewing.gathering import question_of
from voice_app.services.reviewing.gathering import quoted
from voice_app.services.reviewing.heading import header
from voice_app.services.reviewing.limits import limits
from voice_app.services.reviewing.matters import Around
from voice_app.services.reviewing.matters import matters
from voice_app.services.reviewing.others import others
from voice_app.services.reviewing.safety import safety
from voice_app.services.reviewing.then_now import then_now
from voice_app.store import findings
from voice_app.store import parts
from voice_app.store import people
from voice_app.store import rounds
from voice_app.store import settings
from voice_app.store import taking_part
from voice_app.store import worries

EXPECTED_IN_CARE = frozenset({"care", "placement", "health", "pep"})
PATHWAY_FROM = 16  # years old: a pathway plan follows (CPPCR 2010 reg 42)


def made_of(this: Round) -> Brief:
    """The page of a round."""
    due, spell = this.review.due_on or this.today, in_words.spell(this.person.id)
    everything = quoted(this, this.own)
    worth = {answer.id for answer in this.own if is_a_quote(this, answer)}
    apart = worries.set_apart(worth)
    said = [quote for quote in everything if quote.answer_id in worth - apart]
    first, compared = chosen(said), then_now(this)
    days = settings.days_around_review()
    return Brief(
        person_id=this.person.id,
        review_id=this.review.id,
        header=header(this, spell, due),
        approval=_approval(this, [quote for quote in everything if quote.answer_id in worth]),
        kept_private=this.kept_private,
        safety=safety(this.person.id, this.since),
        quotes=first,
        more=tuple(quote for quote in said if quote not in first),
        wants=wants.wants(this),
        wants_not_asked=wants.not_asked(this),
        keep_out=wants.kept_out(this),
        then_now=compared.rows,
        then_label=compared.then,
        now_label=compared.now,
        matters=matters(said, _around(this, spell, said, apart=bool(apart))),
        decisions=decisions(this.around.last),
        others=others(this),
        limits=limits(this, everything),
        suggested_code=_suggested(this),
        reply_by=timetable(due, holidays=bank_holidays(), days=days).reply_by,
        worried=tuple(replace(q, tags=()) for q in everything if q.answer_id in apart),
    )


def _approval(this: Round, said: Sequence[Quote]) -> Approval | None:
    """What the child said to this brief, and how much has been said since."""
    offer = parts.offer(this.review.id)
    if offer is None:
        return None
    at = offer.answered_at or offer.offered_at
    newer = sum(quote.said_at > at for quote in said)
    return Approval(offer.state, london_day(at), newer if offer.answered_at else 0)


def _around(this: Round, spell: CareSpell | None, said: Sequence[Quote], *, apart: bool) -> Around:
    age = people.age(this.person.born, this.today) or 0
    expected = EXPECTED_IN_CARE if spell and spell.until is None else frozenset()
    asked = [(a, question_of(this, a)) for a in this.own]
    return Around(
        plans=rounds.plans(this.person.id),
        expected=expected | {"pathway"} if age >= PATHWAY_FROM else expected,
        findings=findings.about({tag.theme for quote in said for tag in quote.tags}),
        of_question={a.id: tuple(q.themes) for a, q in asked if q},
        asked=frozenset(t for _, q in asked if q for t in q.themes),
        skipped=frozenset(t for a, q in asked if q and a.state == "skipped" for t in q.themes),
        kept=this.kept_private > 0,
        apart=apart,
        today=this.today,
    )


def _suggested(this: Round) -> str:
    """The codes to think about (domain note 1.3), as after the review. Only the IRO decides."""
    known = taking_part.on_record(this.person, this.review, this.own, this.today)
    codes = suggest(known)
    came, absent = codes.if_they_came, codes.if_they_did_not
    if came == absent:
        return f"{came}: {MEANINGS[came]}"
    return f"{came} or {absent}. {came}: {MEANINGS[came]} {absent}: {MEANINGS[absent]}"
