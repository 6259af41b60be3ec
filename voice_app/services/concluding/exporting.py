"""One review for the case system, which others read: without what the child keeps from them.

Left out is what they hold back, what only their reviewing officer (and their worker) may see, and
what they want kept out of the room. The document counts it and never says what it was.
"""

import re
from collections import Counter
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from typing import Any

from surveys.clocks import SHORT_BREAKS
from surveys.participation import MEANINGS
from voice_app.clock import london_day
from voice_app.db import writing
from voice_app.files.case_record import PERSON_ID
from voice_app.files.case_record import TABLE_ID
from voice_app.files.case_record import purposes
from voice_app.models.conversations import Answer
from voice_app.models.journey import Decision
from voice_app.models.journey import Promise
from voice_app.models.reviews import BriefIssue
from voice_app.models.reviews import PartChoice
from voice_app.models.reviews import ReviewReply
from voice_app.models.reviews import ViewUse
from voice_app.pages.after import ReviewExport
from voice_app.pages.words import Quote
from voice_app.policy import Who
from voice_app.services.concluding.entries import ConcludingFault
from voice_app.services.concluding.entries import NoSuchReview
from voice_app.services.concluding.entries import ReviewOf
from voice_app.services.concluding.mine import Case
from voice_app.services.concluding.mine import case_of
from voice_app.services.concluding.mine import opened
from voice_app.store import accounts
from voice_app.store import after_review
from voice_app.store import parts
from voice_app.store import people
from voice_app.store import quotes
from voice_app.store import rounds
from voice_app.store import views
from voice_app.store.journey import on_record

FORMAT = "children-voice-review-1"
SHORT_BREAK_REVIEW = "short_break_review"
HELD_BACK = "held_back"
OFFICER_ONLY = "reviewing_officer_only"
WORKER_ONLY = "officer_and_worker_only"
KEPT_OUT = "kept_out_of_the_room"
NEVER_ASKED = "never_asked_who_may_see"  # what a child says of a promise comes without a choice
QUOTES_THEM = "quotes_words_left_out"  # a reply or decision that repeats what is left out
LEAST_TO_TELL = 3  # words; fewer are in anybody's sentence


@dataclass(frozen=True)
class Shared:
    """The child's answers of a round: those others may have, and the words that they may not."""

    answers: Sequence[Answer]
    kept: Sequence[str]
    why: Counter[str]
    choices: Mapping[int, PartChoice]

    def may_go(self, words: str) -> bool:
        """Whether words of staff repeat nothing that is left out."""
        plain = _plain(words)
        return not any(each in plain for each in self.kept)


def export(this: ReviewOf, *, user_id: int, now: datetime) -> ReviewExport:
    """One review, for its officer; raises as the page does. The record says that it was taken."""
    with writing():
        return _export(opened(this, user_id=user_id, now=now))


def export_by_number(record_number: str, held_on: date, *, now: datetime) -> ReviewExport:
    """One review by the council's id of the child and the day it was held: the command line."""
    with writing():
        person = people.by_record(record_number)
        held = on_record.reviews(of=person.id)[person.id] if person else []
        review = next((row for row in held if row.held_on == held_on), None)
        if person is None or review is None:
            raise NoSuchReview
        return _export(case_of(ReviewOf(person.id, review.id), user_id=None, now=now))


def _export(case: Case) -> ReviewExport:
    if case.review.held_on is None:
        raise ConcludingFault("Mark the review as held first. Nothing was exported.")
    shared = _shared(case)
    issue = after_review.last_issue(case.review.id)
    document = _document(case, shared, issue)
    case.note("exported", f"review:{case.review.id}")
    return ReviewExport(
        name=f"review-{case.review.id}-{case.review.held_on}",
        made_at=case.now,
        document=document,
        ssd_row=_ssd_row(case, shared),
        brief_issued_at=issue.issued_at if issue else None,
    )


def _shared(case: Case) -> Shared:
    said = [a for a in after_review.of_round(case.review) if a.state == "answered"]
    choices = parts.decided({answer.id for answer in said}, case.review.id)
    reasons = {answer.id: _why_not(answer, choices.get(answer.id)) for answer in said}
    kept = [answer for answer in said if reasons[answer.id]]
    words = [_plain(text) for answer in kept for text in _all_words(answer, choices)]
    return Shared(
        answers=[answer for answer in said if not reasons[answer.id]],
        kept=[each for each in words if len(each.split()) >= LEAST_TO_TELL],
        why=Counter(reasons[answer.id] for answer in kept),
        choices=choices,
    )


def _why_not(answer: Answer, choice: PartChoice | None) -> str:
    """Why others do not get an answer; empty where they may have it."""
    if choice and choice.held_back:
        return HELD_BACK
    if quotes.is_kept_out(answer):
        return KEPT_OUT
    who = (choice.who_sees if choice else "") or answer.who_sees
    return "" if who == Who.REVIEW else WORKER_ONLY if who == Who.IRO_WORKER else OFFICER_ONLY


def _all_words(answer: Answer, choices: Mapping[int, PartChoice]) -> Iterable[str]:
    """What must not be repeated elsewhere: their words, and their new words."""
    yield answer.words or ""
    choice = choices.get(answer.id)
    if choice:
        yield choice.reworded or ""


def _plain(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))


def _document(case: Case, shared: Shared, issue: BriefIssue | None) -> dict[str, Any]:
    review, why = case.review, Counter(shared.why)
    told = after_review.replies(review.id)
    lines = rounds.decisions(review.id)
    decisions = [_decision(decision, promises, shared, why) for decision, promises in lines]
    replies = [_reply(reply, shared, why) for reply in told]
    return {
        "format": FORMAT,
        "made_at": case.now.isoformat(timespec="seconds"),
        "child": {"record_number": case.person.record_number or ""},
        "review": {
            "kind": _kind(case),
            "due_on": _day(review.due_on),
            "held_on": _day(review.held_on),
            "participation": review.participation,
            "participation_meaning": MEANINGS.get(review.participation, ""),
            "chair": _name(review.chair_id),
        },
        "brief": {"issued_at": issue.issued_at.isoformat(timespec="seconds")} if issue else None,
        "views": _views(shared, views.uses(review.id), why),
        "decisions": decisions,
        "replies": replies,
        "left_out": [{"why": key, "count": count} for key, count in sorted(why.items())],
    }


def _views(shared: Shared, used: Mapping[int, ViewUse], why: Counter[str]) -> list[dict[str, Any]]:
    shown = quotes.quotes(shared.answers)
    beside = views.translations({quote.answer_id for quote in shown})
    found = []
    for quote in shown:
        chosen = parts.as_chosen(quote, shared.choices.get(quote.answer_id))
        translated = [] if chosen.reworded else beside.get(quote.answer_id, [])
        found.append(
            _view(chosen)
            | {"became_of_it": _use(used.get(quote.answer_id), shared, why)}
            | {
                "translations": [
                    {"language": t.language, "words": t.words, "by": t.translated_by}
                    for t in translated
                ]
            }
        )
    return found


def _view(quote: Quote) -> dict[str, Any]:
    return {
        "question": quote.question,
        "words": quote.words,
        "said_on": london_day(quote.said_at).isoformat(),
        "channel": quote.channel,
        "language": quote.language,
        "helped_by": f"somebody ({quote.speaker})" if quote.observed else quote.helped_by,
        "who_may_see": quote.who_sees,
        "in_new_words": quote.reworded,
    }


def _use(use: ViewUse | None, shared: Shared, why: Counter[str]) -> dict[str, Any] | None:
    if use is None:
        return None
    words = _or_left_out(use.words, shared, why)
    return {"outcome": use.outcome, "plan": use.plan_kind, "words": words}


def _decision(
    row: Decision, promises: Sequence[Promise], shared: Shared, why: Counter[str]
) -> dict[str, Any]:
    return {
        "number": row.id,
        "corrects": row.corrects_id,
        "words": _or_left_out(row.words, shared, why),
        "recorded_on": london_day(row.recorded_at).isoformat(),
        "promises": [_promise(promise, shared, why) for promise in promises],
    }


def _promise(row: Promise, shared: Shared, why: Counter[str]) -> dict[str, Any]:
    why.update([NEVER_ASKED] if row.child_said else [])
    return {
        "what": _or_left_out(row.what or "", shared, why),
        "who": row.who,
        "due_on": _day(row.due_on),
        "happened": row.happened or None,
    }


def _reply(row: ReviewReply, shared: Shared, why: Counter[str]) -> dict[str, Any]:
    return {
        "words": _or_left_out(row.words, shared, why),
        "language": row.language,
        "told_on": london_day(row.told_at).isoformat(),
        "told_by": _name(row.told_by),
    }


def _or_left_out(words: str, shared: Shared, why: Counter[str]) -> str | None:
    if shared.may_go(words):
        return words
    why[QUOTES_THEM] += 1
    return None


def _ssd_row(case: Case, shared: Shared) -> dict[str, str]:
    """Yes or no where a question with that very meaning was answered so; blank everywhere else."""
    row = {TABLE_ID: str(case.review.id), PERSON_ID: case.person.record_number or ""}
    by_purpose: dict[str, str] = {}
    for answer in shared.answers:  # the newest first
        question = quotes.asked_in(answer)[1]
        if question and question.purpose and isinstance(answer.value, str):
            by_purpose.setdefault(question.purpose, answer.value)
    said = {"yes": "Y", "no": "N"}
    filled = {column: said.get(by_purpose.get(key, ""), "") for column, key in purposes().items()}
    return row | filled


def _name(user_id: int | None) -> str:
    return accounts.names({user_id}).get(user_id, "") if user_id else ""


def _kind(case: Case) -> str:
    """A child in short breaks (legal status V3, V4) has reviews of another kind."""
    care = on_record.care_of(case.person.id)
    return SHORT_BREAK_REVIEW if care and care.legal_status in SHORT_BREAKS else case.review.kind


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
