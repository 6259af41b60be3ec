"""The page after a review, and the list of what an officer still owes."""

from collections.abc import Sequence
from datetime import date
from datetime import datetime

from surveys.clocks import working_days_between
from surveys.participation import suggest
from surveys.wording import advice
from voice_app.clock import bank_holidays
from voice_app.clock import london_day
from voice_app.db import writing
from voice_app.models.journey import Promise
from voice_app.models.reviews import ReviewReply
from voice_app.pages.after import After
from voice_app.pages.after import AfterList
from voice_app.pages.after import DecisionLine
from voice_app.pages.after import NotMarked
from voice_app.pages.after import Owed
from voice_app.pages.after import PromiseShown
from voice_app.pages.after import ReplyShown
from voice_app.policy import Role
from voice_app.services.concluding.entries import LONGEST_TEXT
from voice_app.services.concluding.entries import ReviewOf
from voice_app.services.concluding.mine import Case
from voice_app.services.concluding.mine import opened
from voice_app.services.concluding.telling import Line
from voice_app.services.concluding.telling import delivery
from voice_app.services.concluding.telling import drafted
from voice_app.services.concluding.telling import way_to
from voice_app.services.concluding.views import quotable
from voice_app.services.concluding.views import reasons
from voice_app.services.concluding.views import shown
from voice_app.store import accounts
from voice_app.store import after_review
from voice_app.store import council
from voice_app.store import disputes
from voice_app.store import names
from voice_app.store import people
from voice_app.store import record
from voice_app.store import rounds
from voice_app.store import taking_part
from voice_app.store import views
from voice_app.store.after_review import is_told
from voice_app.store.journey import on_record as journey
from voice_app.store.journey import reviews


def after(this: ReviewOf, *, user_id: int, now: datetime) -> After:
    """The page after one review; raises ``NotYours`` or ``NoSuchReview``. The look is recorded."""
    with writing():
        case = opened(this, user_id=user_id, now=now)
        case.note("saw", f"after review:{this.review_id}")
        return _page(case)


def after_list(*, user_id: int, now: datetime) -> AfterList:
    """What this officer still owes after reviews; each child on the list is a recorded look."""
    today = london_day(now)
    with writing():
        owed = after_review.replies_owed(user_id, now)
        late = after_review.not_marked(user_id, now)
        called = names.preferred([row.person_id for row in owed] + [row.person_id for row in late])
        for person_id in called:
            record.note(record.Deed(user_id, "saw", "after reviews", person_id), now=now)
        mine = disputes.about(people.children_of(user_id, Role.IRO, today))
        return AfterList(
            owed=tuple(
                Owed(
                    person_id=row.person_id,
                    review_id=row.review_id,
                    name=called[row.person_id],
                    held_on=row.held_on,
                    reply_by=row.reply_by,
                    working_days=_days_left(today, row.reply_by),
                )
                for row in owed
            ),
            not_marked=tuple(
                NotMarked(row.person_id, row.id, called[row.person_id], row.due_on)
                for row in late
                if row.due_on
            ),
            open_disputes=sum(row.stage != "settled" for row in mine),
        )


def _page(case: Case) -> After:
    review, today = case.review, case.today
    said = after_review.of_round(review)
    told = after_review.replies(review.id)
    lines = rounds.decisions(review.id)
    used = views.uses(review.id)
    seen = shown(case, said)
    known = taking_part.on_record(case.person, case.review, said, case.today)
    by = after_review.reply_by(review.held_on) if review.held_on else None
    draft = drafted(case, quotable(seen, said), used, _to_tell(lines, told))
    return After(
        person_id=case.person.id,
        review_id=review.id,
        name=case.person.preferred_name,
        today=today,
        due_on=review.due_on,
        held_on=review.held_on,
        code=review.participation,
        suggestion=suggest(known),
        suggested_from=reasons(known),
        next_due=_next_due(case),
        decisions=tuple(_line(line, lines, told) for line in lines),
        waiting=tuple(quote for quote in seen if quote.answer_id not in used),
        answered=sum(quote.answer_id in used for quote in seen),
        replies=_replies(told),
        draft=draft,
        longest_text=LONGEST_TEXT,
        way=str(way_to(case.person, draft)),
        language=case.person.language,
        reply_by=by,
        reply_late=bool(by and by < today and not told),
        disputes=disputes.shown(disputes.about([case.person.id]), today),
    )


def _to_tell(lines: Sequence[Line], told: list[ReviewReply]) -> list[Line]:
    """What a reply has to say: everything at first, then what is new."""
    if not told:
        corrected = {decision.corrects_id for decision, _ in lines}
        return [line for line in lines if line[0].id not in corrected]
    return [line for line in lines if not is_told(*line, told)]


def _next_due(case: Case) -> date | None:
    """When the review after this one is due, once this one was held."""
    if case.review.held_on is None:
        return None
    coming = reviews.open_review(journey.reviews(of=case.person.id)[case.person.id])
    return coming.due_on if coming else None


def _line(line: Line, lines: Sequence[Line], told: list[ReviewReply]) -> DecisionLine:
    decision, promises = line
    words = {each.id: each.words for each, _ in lines}
    return DecisionLine(
        decision_id=decision.id,
        words=decision.words,
        recorded_at=decision.recorded_at,
        told=is_told(decision, promises, told),
        corrects=words.get(decision.corrects_id or 0, ""),
        corrected=any(each.corrects_id == decision.id for each, _ in lines),
        advice=advice(
            "\n".join([decision.words, *(p.what or "" for p in promises)]),
            council.words_of_theirs(),
        ),
        promises=tuple(_promise(promise) for promise in promises),
    )


def _promise(row: Promise) -> PromiseShown:
    return PromiseShown(
        promise_id=row.id,
        what=row.what or "",
        who=row.who,
        due_on=row.due_on,
        happened=row.happened,
        child_said=row.child_said or "",
    )


def _replies(told: Sequence[ReviewReply]) -> tuple[ReplyShown, ...]:
    names_of = accounts.names({reply.told_by for reply in told})
    return tuple(
        ReplyShown(reply.words, names_of.get(reply.told_by, ""), reply.told_at, delivery(reply))
        for reply in told
    )


def _days_left(today: date, by: date) -> int:
    return working_days_between(today, by, holidays=bank_holidays())
