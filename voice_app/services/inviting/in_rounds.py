"""A survey put to a group: looked at first, with its cost; sent by a person's word; stopped by one.

The look changes nothing. When it is sent, everything is looked at again for each person, so that
nobody is asked who said no in between.
"""

from dataclasses import replace
from datetime import datetime

from messaging.phone import mask
from surveys.clocks import add_working_days
from voice_app.clock import bank_holidays
from voice_app.clock import london_day
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.conversations import Conversation
from voice_app.models.people import Person
from voice_app.models.surveys import AskedInRound
from voice_app.models.surveys import AskingRound
from voice_app.models.surveys import Survey
from voice_app.models.surveys import SurveyVersion
from voice_app.pages import codes
from voice_app.pages.asking import Asking
from voice_app.pages.asking import Preview
from voice_app.pages.asking import RoundShown
from voice_app.pages.asking import SurveyToAsk
from voice_app.pages.asking import WouldBe
from voice_app.services.inviting import choosing
from voice_app.services.inviting import costing
from voice_app.services.inviting import heeding
from voice_app.services.inviting.asking import PHONE_BUSY
from voice_app.services.inviting.asking import ROUND
from voice_app.services.inviting.asking import Ask
from voice_app.services.inviting.asking import Invited
from voice_app.services.inviting.asking import invite
from voice_app.services.inviting.asking import would_not_be
from voice_app.services.inviting.choosing import Group
from voice_app.store import accounts
from voice_app.store import asking
from voice_app.store import people
from voice_app.store import queue
from voice_app.store import record
from voice_app.store import settings
from voice_app.store import surveys

REMIND_AFTER = 5  # working days, where nobody chose
REMIND_SOONEST, REMIND_LATEST = 3, 15  # working days


class NoSuchSurvey(ValueError):
    """Nothing of that name is published."""


def asking_page() -> Asking:
    """What can be asked, and the rounds that were."""
    named = [each for each in asking.published() if not surveys.questionnaire(each[1].id).anonymous]
    titles = {version.id: _title(version.id) for _, version in named}
    return Asking(
        surveys=tuple(
            SurveyToAsk(survey.key, titles[version.id], survey.audience)
            for survey, version in named
        ),
        rounds=tuple(_shown(row) for row in asking.rounds()),
        placements=choosing.PLACEMENTS,
        teams=choosing.teams(),
        languages=tuple((code, codes.language(code)) for code in asking.languages()),
    )


def look(survey: str, group: Group, *, user_id: int, now: datetime) -> Preview:
    """Who would be asked now by text, when and for how much, and who not and why.

    Raises ``NoSuchSurvey``.
    """
    version = surveys.published(survey)
    if version is None:
        raise NoSuchSurvey(survey)
    with writing():
        record.note(record.Deed(user_id, "saw", f"asking:{survey}"), now=now)
    chosen = choosing.chosen(version, group, now=now)
    found = _marked(_one_to_a_phone(chosen.people, survey, now), user_id)
    asked = tuple(each for each in found if not each.why_not)
    pence = settings.value("text_pence")
    return Preview(
        survey=survey,
        title=_title(version.id),
        asked=asked,
        left=tuple(each for each in found if each.why_not),
        steps=chosen.steps,
        pence=round(sum(each.parts for each in asked) * pence, 1),
        first_pence=round(len(asked) * costing.FIRST_PARTS * pence, 1),
    )


def send(
    survey: str, group: Group, *, user_id: int, now: datetime, remind_after: int = REMIND_AFTER
) -> int:
    """Ask everybody whom the look would ask now; gives the round. Raises ``NoSuchSurvey``.

    Who was looked at is ``group.seen``: nobody is asked whom the look had not shown. Whoever is
    ``group.left_out`` of those is written down as left out, and not asked. ``remind_after`` are
    working days, 3 to 15; what lies outside becomes the nearest of these.
    """
    would = look(survey, group, user_id=user_id, now=now).asked
    shown = [p.person_id for p in would if group.seen is None or p.person_id in group.seen]
    asked = [person_id for person_id in shown if person_id not in group.left_out]
    version = surveys.published(survey)
    days = min(max(remind_after, REMIND_SOONEST), REMIND_LATEST)
    with writing():
        row = AskingRound(
            survey_version_id=version.id if version else 0,
            chosen=choosing.kept(group),
            channel="text",
            state="going" if asked else "done",
            made_by=user_id,
            made_at=now,
            sent_by=user_id,
            sent_at=now,
            remind_on=add_working_days(london_day(now), days, holidays=bank_holidays()),
            reminder_days=days,
        )
        db.session.add(row)
        db.session.flush()
        _leave_out(row, [person_id for person_id in shown if person_id in group.left_out])
        for person_id in asked:
            one = AskedInRound(round_id=row.id, person_id=person_id)
            db.session.add(one)
            db.session.flush()
            queue.put_job("ask_in_round", one.id, now=now)
        record.note(record.Deed(user_id, "changed", f"asking_round:{row.id}"), now=now)
        return row.id


def ask_in_round(asked_id: int, *, now: datetime) -> None:
    """Ask one person of a round. A repeat does nothing; a stopped round asks nobody."""
    one = db.session.get_one(AskedInRound, asked_id)
    row = db.session.get_one(AskingRound, one.round_id)
    if one.outcome != asking.WAITING or row.state != "going":
        return
    if asking.invited(row.id, one.person_id) is None:
        person = db.session.get_one(Person, one.person_id)
        ask = _ask(person, _key(row.survey_version_id), row.id)
        answer = invite(ask, now=now)
        outcome = asking.ASKED if isinstance(answer, Invited) else answer.reason
    else:
        outcome = asking.ASKED  # the worker stopped between asking and writing it down
    with writing():
        one = db.session.get_one(AskedInRound, asked_id)
        one.outcome, one.at = outcome, now
        db.session.flush()
        row = db.session.get_one(AskingRound, one.round_id, with_for_update=True)
        if row.state == "stopped":  # while we were asking
            _call_off(row.id)
        elif row.state == "going" and not asking.waiting(row.id):
            row.state = "done"


def stop(round_id: int, *, user_id: int, now: datetime) -> None:
    """Ask nobody more; what has not gone out yet is taken back."""
    with writing():
        row = db.session.get_one(AskingRound, round_id, with_for_update=True)
        if row.state == "stopped":
            return
        row.state, row.stopped_at, row.remind_on = "stopped", now, None
        _call_off(round_id)
        record.note(
            record.Deed(user_id, "changed", f"asking_round:{round_id}", reason="stopped"), now=now
        )


def remind_rounds(*, now: datetime) -> int:
    """One reminder to each who has not begun, on the round's own day; gives how many rounds."""
    with writing():
        due = asking.to_remind(london_day(now))
        for row in due:
            row.reminded_at = now
            for conversation_id in asking.conversations(row.id):
                queue.put_job("remind_by_text", conversation_id, now=now)
        return len(due)


def round_page(round_id: int) -> RoundShown:
    """One round."""
    return _shown(db.session.get_one(AskingRound, round_id))


def _ask(person: Person, survey: str, round_id: int | None = None) -> Ask:
    about = None if person.kind == "child" else people.child_of(person.id)
    return Ask(person.id, survey, "text", ROUND, about_id=about, round_id=round_id)


def _would_be(person: Person, survey: str, now: datetime) -> WouldBe:
    reach = people.reach(person.id)
    refusal = would_not_be(_ask(person, survey), now=now)
    cost = costing.of(person, survey, now=now)
    return WouldBe(
        person_id=person.id,
        name=f"{person.preferred_name} {person.surname}".strip(),
        number=person.record_number or "",
        phone=mask(reach.address) if reach else "",
        goes_at=None if refusal.reason else cost.goes_at,
        parts=cost.parts,
        why_not=refusal.reason,
        ask_from=refusal.ask_from,
    )


def _one_to_a_phone(chosen: list[Person], survey: str, now: datetime) -> list[WouldBe]:
    """What the look says of each; the first who is asked on a phone holds it, as in the sending."""
    found, held = [], set[str]()
    for person in chosen:
        each, reach = _would_be(person, survey, now), people.reach(person.id)
        if reach and not each.why_not:
            if reach.index in held:
                each = replace(each, why_not=PHONE_BUSY, goes_at=None)
            held.add(reach.index)
        found.append(each)
    return found


def _marked(found: list[WouldBe], user_id: int) -> list[WouldBe]:
    """Each with whether something of theirs waits for us, before more is asked of them."""
    waits = heeding.waits([each.person_id for each in found], user_id=user_id)
    return [
        replace(
            each,
            worry_open=each.person_id in waits.worry,
            chat_waits=each.person_id in waits.chat,
        )
        for each in found
    ]


def _leave_out(row: AskingRound, person_ids: list[int]) -> None:
    """Written down with who did so and when."""
    for person_id in person_ids:
        db.session.add(
            AskedInRound(
                round_id=row.id, person_id=person_id, outcome=asking.LEFT_OUT, at=row.made_at
            )
        )
    record.note_all(
        [
            record.Deed(row.made_by, "changed", f"asking_round:{row.id}", person_id, "left_out")
            for person_id in person_ids
        ],
        now=row.made_at,
    )


def _call_off(round_id: int) -> None:
    """Take back what has not gone; who got nothing yet is not waited for, so no phone is held."""
    for conversation_id in asking.conversations(round_id):
        conversation = db.session.get_one(Conversation, conversation_id, with_for_update=True)
        queue.withdraw_unsent(conversation_id)
        if not asking.has_gone(conversation_id):
            conversation.state = "lapsed"


def _key(version_id: int) -> str:
    version = db.session.get_one(SurveyVersion, version_id)
    return db.session.get_one(Survey, version.survey_id).key


def _title(version_id: int) -> str:
    return surveys.questionnaire(version_id).title.of("en", "all")


def _shown(row: AskingRound) -> RoundShown:
    outcomes, done = asking.outcomes(row.id), asking.answered(row.id)
    left = {why: n for why, n in outcomes.items() if why not in (asking.WAITING, asking.ASKED)}
    return RoundShown(
        round_id=row.id,
        title=_title(row.survey_version_id),
        state=row.state,
        made_at=row.made_at,
        made_by=accounts.names({row.made_by}).get(row.made_by, ""),
        waiting=outcomes.get(asking.WAITING, 0),
        asked=done.asked,
        began=done.began,
        finished=done.finished,
        remind_on=row.remind_on,
        reminded_at=row.reminded_at,
        left=tuple(sorted(left.items())),
    )
