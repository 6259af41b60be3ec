"""One child's row in the caseload: how far their voice has got, and what is late or missing."""

from collections.abc import Collection
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from surveys.clocks import TimetableDays
from surveys.clocks import working_days_between
from voice_app.clock import bank_holidays
from voice_app.clock import london_day
from voice_app.db import db
from voice_app.models.conversations import Answer
from voice_app.pages.caseload import CaseRow
from voice_app.pages.caseload import Owed
from voice_app.pages.caseload import ReplyShown
from voice_app.pages.words import Quote
from voice_app.services.caseload.cases import Case
from voice_app.services.caseload.cases import is_last_call
from voice_app.store import children
from voice_app.store import hearing
from voice_app.store import kept
from voice_app.store import owed
from voice_app.store import parts
from voice_app.store import people
from voice_app.store import quotes
from voice_app.store import settings
from voice_app.store import surveys


@dataclass(frozen=True)
class Known:
    """What was looked up once for all the rows of a page."""

    today: date
    days: TimetableDays
    plans: Mapping[int, owed.PlansOwed]
    latest: Mapping[int, Quote]
    numbers: Mapping[int, str]


def known(shown: Sequence[Case], today: date, *, words: bool) -> Known:
    """What these rows need; their latest words are opened only where they are to be shown."""
    return Known(
        today=today,
        days=settings.days_around_review(),
        plans=owed.plans([case.child for case in shown], today),
        latest=_latest(shown) if words else {},
        numbers=children.numbers([case.child.person_id for case in shown if not case.child.name]),
    )


def row(case: Case, around: Known) -> CaseRow:
    """One child's row."""
    coming, due, today = case.around.coming, case.due, around.today
    done, words = _how_far(case)
    return CaseRow(
        person_id=case.child.person_id,
        name=case.child.name,
        number=around.numbers.get(case.child.person_id, ""),
        age=people.age(case.child.born, today),
        review_id=coming.id if coming else None,
        due=due,
        working_days=working_days_between(today, due, holidays=bank_holidays()) if due else None,
        voice=done,
        voice_words=words,
        loose_end=bool(case.asked) and not case.heard and not case.declined,
        last_call=is_last_call(case, around.days, today),
        not_before=case.not_before,
        last_heard=london_day(case.last_voice) if case.last_voice else None,
        latest=around.latest.get(case.child.person_id),
        flag=_flag(case),
        brief=_brief(case, around),
        owed=_owed(case, around),
    )


def _owed(case: Case, around: Known) -> Owed:
    plans = around.plans.get(case.child.person_id, owed.PlansOwed())
    ready = case.brief_day(around.days)
    late = bool(ready and not case.issued and ready < around.today)
    return Owed(late, plans.overdue, plans.missing, case.not_kept, _reply(case, around.today))


def _reply(case: Case, today: date) -> ReplyShown | None:
    if case.reply is None:
        return None
    left = working_days_between(today, case.reply.reply_by, holidays=bank_holidays())
    return ReplyShown(case.reply.review_id, case.reply.reply_by, left)


def _how_far(case: Case) -> tuple[int, str]:
    """How many stitches are done, and the last of them in words.

    While they wait to hear what came of their last review, they have not been told back.
    """
    if case.helped:
        return 5 if case.told_back else 3, f"Did it help: {case.helped.replace('_', ' ')}"
    if case.told_back:
        return 4, "Told back, waiting"
    if not case.heard:
        return (1 if case.asked else 0), _notes(case) if case.only_notes else _silence(case)
    if case.unread == 0:
        return 3, "Read"
    if case.unread < len(case.words):
        return 3, f"Read, {case.unread} still to read"
    return 2, "Answered, not read"


def _notes(case: Case) -> str:
    return "Not heard: notes by somebody else" + (", not read" if case.unread else ", read")


def _silence(case: Case) -> str:
    if case.not_before:
        return f"Do not ask until {case.not_before:%-d %b}"
    if case.asked and case.declined:
        return "Asked, said no"
    if case.asked and case.lost:
        return "Asked, the text did not arrive"
    times = {0: "Not asked yet", 1: "Asked, no answer", 2: "Asked twice, no answer"}
    return times.get(case.asked, f"Asked {case.asked} times, no answer")


def _flag(case: Case) -> str:
    if case.calls:
        return "Asked to be called"
    notes = len(case.worries)
    if not notes:
        return ""
    return "1 safety note" if notes == 1 else f"{notes} safety notes"


def _brief(case: Case, around: Known) -> str:
    """When it was sent or is due; on its day and after it, what it waits for."""
    ready = case.brief_day(around.days)
    if case.issued:
        return f"Sent {london_day(case.issued):%-d %b}"
    if ready is None:
        return ""
    if around.today < ready:
        return f"Due {ready:%a %-d %b}"
    nothing = "notes only" if case.only_notes else "no words yet"
    waits_for = nothing if not case.heard else "read first" if case.unread else "ready"
    return f"Late: {waits_for}" if ready < around.today else f"Due today: {waits_for}"


def _latest(shown: Sequence[Case]) -> dict[int, Quote]:
    """The newest words of each child that may stand in a list, as they would have them shown."""
    written = {said.answer_id for case in shown for said in case.words}
    chosen = parts.decided(written, None)
    private = {one for one, choice in chosen.items() if choice.held_back}
    private |= kept.kept_answers(written)
    newest = [_for_a_list(case, private) for case in shown]
    rows = db.session.scalars(select(Answer).where(Answer.id.in_([one for one in newest if one])))
    quoted = {
        quote.answer_id: parts.as_chosen(quote, chosen.get(quote.answer_id))
        for quote in quotes.quotes(rows.all())
    }
    pairs = zip(shown, newest, strict=True)
    return {case.child.person_id: quoted[answer_id] for case, answer_id in pairs if answer_id}


def _for_a_list(case: Case, private: Collection[int]) -> int | None:
    """What they keep private, or want kept out of the room, is in no list."""
    may = (said for said in case.words if said.answer_id not in private and not _is_kept_out(said))
    return next((said.answer_id for said in may), None)


def _is_kept_out(said: hearing.Said) -> bool:
    if said.version_id is None or said.state != "answered":
        return False
    question = surveys.questionnaire(said.version_id).question(said.question)
    return question is not None and question.purpose == quotes.KEPT_OUT
