"""The brief before a review: their own words by the matters a review must consider.

Nothing is summarised and nothing is scored. Every look at it is written into the record.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import time

from surveys.clocks import timetable
from surveys.questions import FREE_TEXT
from surveys.questions import Question
from voice_app.clock import LONDON
from voice_app.clock import bank_holidays
from voice_app.clock import london_day
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.conversations import Answer
from voice_app.models.conversations import Conversation
from voice_app.models.journey import CareSpell
from voice_app.models.journey import Decision
from voice_app.models.journey import Meeting
from voice_app.models.journey import Promise
from voice_app.models.people import Person
from voice_app.pages.reviewing import Brief
from voice_app.pages.reviewing import DecisionShown
from voice_app.pages.reviewing import ThenNow
from voice_app.pages.words import Quote
from voice_app.policy import Role
from voice_app.services.reviewing import in_words
from voice_app.services.reviewing.matters import Around
from voice_app.services.reviewing.matters import matters
from voice_app.store import access
from voice_app.store import accounts
from voice_app.store import conversations
from voice_app.store import findings
from voice_app.store import people
from voice_app.store import quotes
from voice_app.store import record
from voice_app.store import rounds
from voice_app.store import voices

MOST_QUOTES = 4
SLIGHT = 4  # words
WORTH_QUOTING = 3  # words in a reply to a choice: "no im scared", not "2 tbh"
OTHERS = 2  # quotes of parents and carers
WANTS = ("attend", "invite", "wants_contact")
EXPECTED_IN_CARE = frozenset({"care", "placement", "health", "pep"})
HAPPENED = {"yes": "Yes", "a_bit": "A bit", "not_yet": "Not yet"}
PATHWAY_FROM = 16  # years old: a pathway plan follows (CPPCR 2010 reg 42)


class NotYours(PermissionError):
    """This is not this person's child today."""


@dataclass(frozen=True)
class _Round:
    """One child's round of review: what was said since the last one."""

    person: Person
    review: Meeting
    around: rounds.Around
    since: datetime | None
    own: Sequence[Answer]  # newest first
    others: Sequence[Answer]
    today: date


def brief(person_id: int, review_id: int, *, user_id: int, now: datetime) -> Brief | None:
    """The brief of one review; raises ``NotYours``. None where there is no such review."""
    with writing():
        if not access.is_own_child(user_id, person_id, now=now):
            raise NotYours
        this = _round(person_id, review_id, now)
        if this is None:
            return None
        record.note(record.Deed(user_id, "saw", f"brief:{review_id}", person_id), now=now)
        return _brief(this)


def mark_read(person_id: int, review_id: int, *, user_id: int, now: datetime) -> None:
    """The IRO has read the words on the brief; raises ``NotYours``.

    Words that the page had no room for, or that came after it was last opened, stay unread.
    """
    with writing():
        if not access.is_own_child(user_id, person_id, now=now):
            raise NotYours
        opened = record.last_look(user_id, f"brief:{review_id}")
        this = _round(person_id, review_id, now)
        if this is None or opened is None:
            return
        for answer in _on_the_page(this):
            if answer.at <= opened:
                conversations.mark_read(answer, user_id, now=now)


def _round(person_id: int, review_id: int, now: datetime) -> _Round | None:
    person = db.session.get(Person, person_id)
    review = db.session.get(Meeting, review_id)
    if person is None or review is None or review.person_id != person_id:
        return None
    around = rounds.around([person_id])[person_id]
    held = around.last.held_on if around.last else None
    since = datetime.combine(held, time(), LONDON) if held else None
    return _Round(
        person=person,
        review=review,
        around=around,
        since=since,
        own=voices.of([person_id], since=since).get(person_id, []),
        others=voices.about([person_id], since=since).get(person_id, []),
        today=london_day(now),
    )


def _brief(this: _Round) -> Brief:
    person, review, last = this.person, this.review, this.around.last
    spell = in_words.spell(person.id)
    due = review.due_on or this.today
    shown = [answer for answer in this.own if _is_a_quote(answer)]
    said = quotes.quotes(shown)
    then_label, now_label, then_now = _then_now(person.id, this.since)
    return Brief(
        person_id=person.id,
        review_id=review.id,
        name=person.preferred_name,
        full_name=f"{person.preferred_name} {person.surname}".strip(),
        record=person.record_number or "",
        age=people.age(person.born, this.today),
        review_number=in_words.ordinal(this.around.held + 1),
        due=due,
        due_source=review.due_source,
        due_rule=review.due_rule,
        last_held=last.held_on if last else None,
        participation=in_words.participation(last.participation) if last else "",
        lives_with=in_words.lives_with(spell),
        legal_status=in_words.legal_status(spell),
        likes_to_be_asked=in_words.likes(person),
        iro=_worker(person.id, Role.IRO, this.today),
        social_worker=_worker(person.id, Role.SOCIAL_WORKER, this.today),
        safety=in_words.safety_line(person.id, this.since),
        quotes=_chosen(said),
        more=tuple(quote for quote in said if quote not in _chosen(said)),
        wants=tuple(_wants(this.own)),
        keep_out=tuple(quotes.said(a) for a in this.own if quotes.is_kept_out(a)),
        then_now=then_now,
        then_label=then_label,
        now_label=now_label,
        matters=matters(said, _around(this, spell)),
        decisions=_decisions(last),
        others=tuple(_others(this.others)),
        limits=_limits(this),
        suggested_code=_suggested(this),
        reply_by=timetable(due, holidays=bank_holidays()).reply_by,
    )


def _is_a_quote(answer: Answer) -> bool:
    """Free words, or more than a word or two beside a choice ("2 tbh" is read, and not quoted)."""
    if not answer.has_words or quotes.is_kept_out(answer):
        return False
    question = _question(answer)[1]
    picked = question is not None and question.kind not in FREE_TEXT
    return not picked or len((answer.words or "").split()) >= WORTH_QUOTING


def _on_the_page(this: _Round) -> list[Answer]:
    """The answers whose words the brief shows."""
    page = _brief(this)
    among = [quote for matter in page.matters for quote in matter.quotes]
    shown = {quote.answer_id for quote in [*page.quotes, *page.others, *among]}
    said = [answer for answer in [*this.own, *this.others] if answer.has_words]
    return [a for a in said if a.id in shown or quotes.is_kept_out(a)]


def _chosen(said: Sequence[Quote]) -> tuple[Quote, ...]:
    """The newest quote of each theme first, then the newest of the rest."""
    seen: set[str] = set()
    fresh: list[Quote] = []
    for quote in said:
        about = {tag.theme for tag in quote.tags} or {""}
        if about - seen:
            fresh.append(quote)
            seen |= about
    rest = [quote for quote in said if quote not in fresh]
    chosen = sorted([*fresh, *rest], key=_is_slight)[:MOST_QUOTES]
    return tuple(sorted(chosen, key=lambda quote: quote.said_at, reverse=True))


def _is_slight(quote: Quote) -> bool:
    """A word or two ("thx bye") gives way to words that say more, however new it is."""
    return len(quote.words.split()) < SLIGHT


def _question(answer: Answer) -> tuple[Conversation, Question | None]:
    return quotes.asked_in(answer)


def _wants(own: Sequence[Answer]) -> list[str]:
    """How they want to take part, who should come: the latest answer to each."""
    wants: dict[str, str] = {}
    for answer in own:
        conversation, question = _question(answer)
        if question and question.purpose in WANTS and answer.state == "answered":
            label = question.short_label.of(conversation.language, conversation.band)
            wants.setdefault(question.key, f"{label}: {quotes.said(answer)}")
    return list(wants.values())


def _then_now(person_id: int, since: datetime | None) -> tuple[str, str, tuple[ThenNow, ...]]:
    """Repeated questions, in words: the latest sitting beside the last one before this round."""
    sittings = [s for s in voices.sittings(person_id) if s.survey_version_id]
    if not sittings:
        return "", "", ()
    latest = sittings[0]
    now_said = _repeated(latest)
    for before in sorted(sittings[1:], key=lambda each: since is None or each.last_at >= since):
        then_said = _repeated(before)
        if now_said.keys() & then_said.keys():
            rows = tuple(
                ThenNow(label, then_said.get(label, "not answered"), words)
                for label, words in now_said.items()
            )
            return _when(before), _when(latest), rows
    return "", _when(latest), tuple(ThenNow(k, "", v) for k, v in now_said.items())


def _when(sitting: Conversation) -> str:
    return f"{london_day(sitting.last_at):%-d %b %Y}"


def _repeated(sitting: Conversation) -> dict[str, str]:
    """The answers of one sitting that are compared from time to time, by label."""
    found: dict[str, str] = {}
    for answer in conversations.current_answers(sitting.id):
        question = quotes.question_of(sitting, answer.question)
        if question and question.repeats and question.choices and answer.state == "answered":
            label = question.short_label.of(sitting.language, sitting.band)
            value = conversations.value(answer)
            found[label] = quotes.worded(question, value, sitting)
    return found


def _around(this: _Round, spell: CareSpell | None) -> Around:
    age = people.age(this.person.born, this.today) or 0
    expected = EXPECTED_IN_CARE if spell and spell.until is None else frozenset()
    asked = [(a, _question(a)[1]) for a in this.own]
    return Around(
        plans=rounds.plans(this.person.id),
        expected=expected | {"pathway"} if age >= PATHWAY_FROM else expected,
        findings=findings.on_record(),
        asked=frozenset(t for _, q in asked if q for t in q.themes),
        skipped=frozenset(t for a, q in asked if q and a.state == "skipped" for t in q.themes),
        today=this.today,
    )


def _decisions(last: Meeting | None) -> tuple[DecisionShown, ...]:
    """A row for each promise; a decision that came without one has a row too."""
    return tuple(
        _decision(decision, promise)
        for decision, promises in (rounds.decisions(last.id) if last else [])
        for promise in promises or (None,)
    )


def _decision(decision: Decision, promise: Promise | None) -> DecisionShown:
    return DecisionShown(
        words=decision.words,
        happened=HAPPENED.get(promise.happened if promise else "", "Nobody has said yet"),
        child_said=(promise.child_said if promise else None) or "",
    )


def _others(others: Sequence[Answer]) -> list[Quote]:
    """Parents' and carers' own words, each with who speaks; never mixed with the child's."""
    return quotes.quotes([answer for answer in others if answer.has_words][:OTHERS])


def _limits(this: _Round) -> str:
    """What the brief does not tell: asked, answered, skipped, and how themes were found."""
    asked = [a for a in this.own if a.question]
    states = [answer.state for answer in asked]
    tags = [tag for quote in quotes.quotes(this.own) for tag in quote.tags]
    checked = sum(tag.state == "confirmed" for tag in tags)
    answered, skipped = states.count("answered"), states.count("skipped")
    sentences = [
        f"Of {len(states)} questions met, {answered} answered and {skipped} skipped.",
        f"{len(tags)} themes found, {checked} of them checked by a person.",
    ]
    if this.since:
        sentences.append(f"Nothing from before {this.since:%-d %B %Y}.")
    return " ".join(sentences)


def _suggested(this: _Round) -> str:
    """A participation code to think about (domain note 1.3). Only the IRO decides."""
    age = people.age(this.person.born, this.today)
    if age is not None and age < in_words.PN0_BELOW:
        return "PN0: under 4 on the day"
    answered = [a for a in this.own if a.state == "answered"]
    if not answered:
        return "PN1 if they come and speak; PN7 if nothing reaches the review"
    return "PN1 if they come and speak; PN6 if they do not come, since these words reached you"


def _worker(person_id: int, role: Role, today: date) -> str:
    user_id = people.involved(person_id, role, today)
    return accounts.names({user_id}).get(user_id, "") if user_id else "Nobody on record"
