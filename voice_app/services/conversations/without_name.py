"""An anonymous survey: one page, sent once, and nothing kept that leads to anybody.

Who took part is written apart from what was said (``store.without_name``, decision 0015).
"""

import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from analysis import families
from surveys.engine import Answered
from surveys.questionnaire import Questionnaire
from surveys.questionnaire import asked
from surveys.questions import FREE_TEXT
from surveys.questions import Problem
from surveys.questions import Question
from voice_app.clock import london_day
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.conversations import Answer
from voice_app.models.conversations import Conversation
from voice_app.models.surveys import Invitation
from voice_app.models.surveys import OpenLink
from voice_app.models.surveys import SurveyVersion
from voice_app.pages.answering import ClosedLink
from voice_app.pages.without_name import Given
from voice_app.pages.without_name import NamelessForm
from voice_app.pages.without_name import NamelessPage
from voice_app.pages.without_name import NamelessSent
from voice_app.policy import Who
from voice_app.services.conversations.taking import needs_reading
from voice_app.store import conversations
from voice_app.store import languages
from voice_app.store import queue
from voice_app.store import sounds
from voice_app.store import surveys
from voice_app.store import without_name
from voice_app.store import worries

Door = OpenLink | Invitation
LONGEST_TOKEN = 100  # letters


def open_nameless(
    code: str, *, language: str, now: datetime
) -> NamelessPage | NamelessSent | ClosedLink | None:
    """The page behind a link to an anonymous survey; None where the link is to none."""
    door = _door(code, now)
    if door is None or isinstance(door, ClosedLink):
        return door
    version = _version(door, 0)
    if version is None:
        return ClosedLink("revoked")
    if _has_sent(door, version):
        return replace(_sent(code, version.id, language), by_link=True)
    return _page(code, version.id, language)


def asked_nameless(code: str, version_id: int, *, now: datetime) -> tuple[Question, ...]:
    """The questions that a form was for, to read it by; none where the link is shut."""
    door = _door(code, now)
    version = _version(door, version_id) if isinstance(door, Door) else None
    return _to_answer(version.id) if version else ()


def as_it_stood(
    code: str, form: NamelessForm, *, now: datetime
) -> NamelessPage | ClosedLink | None:
    """The page with what was typed on it, in the language that the form names."""
    door = _door(code, now)
    if door is None or isinstance(door, ClosedLink):
        return door
    version = _version(door, form.version_id)
    if version is None:
        return ClosedLink("revoked")
    page = _page(code, version.id, form.language)
    return replace(page, token=_token(form), given=form.given)


def send_nameless(
    code: str, form: NamelessForm, *, now: datetime
) -> NamelessPage | NamelessSent | ClosedLink | None:
    """Keep a form, whole or not at all. What can't be taken comes back as it was typed."""
    with writing():
        door = _door(code, now)
        if door is None or isinstance(door, ClosedLink):
            return door
        version = _version(door, form.version_id)
        if version is None:
            return ClosedLink("revoked")
        without_name.hold(version.id)
        if without_name.is_there(_token(form)):
            return replace(_sent(code, version.id, form.language), again=True)
        if _has_sent(door, version):
            return replace(_sent(code, version.id, form.language), by_link=True)
        refused = _refused(code, version, form)
        if refused is not None:
            return refused
        _keep(version, form, now)
        _count(door, version, now)
        return _sent(code, version.id, form.language)


def sent_page(code: str, *, language: str, now: datetime) -> NamelessSent | ClosedLink | None:
    """The end, to be looked at again: it says nothing about anybody."""
    door = _door(code, now)
    if door is None or isinstance(door, ClosedLink):
        return door
    version = _version(door, 0)
    return _sent(code, version.id, language) if version else ClosedLink("revoked")


def forget_sittings(*, now: datetime) -> int:
    """The lots of pages that can't be sent twice any more are forgotten; gives how many."""
    with writing():
        return without_name.forget_tokens(now=now)


def _door(code: str, now: datetime) -> Door | ClosedLink | None:
    """The link behind a code, if it leads to an anonymous survey; why, if it is shut."""
    invitation = surveys.invitation_by_code(code)
    if invitation is not None:
        return surveys.still_open(invitation, now=now) if invitation.anonymous else None
    link = surveys.open_link_by_code(code)
    if link is None:
        return None
    if link.closed_at is not None:
        return ClosedLink("revoked")
    return ClosedLink("expired") if london_day(now) > link.last_day else link


def _version(door: Door, version_id: int) -> SurveyVersion | None:
    """The words that somebody has before them: of a poster the newest, or those on their page."""
    if isinstance(door, Invitation):
        return db.session.get_one(SurveyVersion, door.survey_version_id)
    shown = db.session.get(SurveyVersion, version_id) if version_id else None
    if shown and shown.survey_id == door.survey_id and shown.state == "published":
        return shown
    return surveys.newest_published(door.survey_id)


def _has_sent(door: Door, version: SurveyVersion) -> bool:
    if isinstance(door, OpenLink):
        return False  # whoever passes a poster may say something twice
    return without_name.has_taken_part(door.person_id, version.id)


def _asked(version_id: int) -> Questionnaire:
    whole = surveys.questionnaire(version_id)
    return whole.for_reader(whole.bands[0])


def _to_answer(version_id: int) -> tuple[Question, ...]:
    return asked(tuple(_asked(version_id).questions))


def _page(code: str, version_id: int, language: str) -> NamelessPage:
    whole = _asked(version_id)
    band = whole.bands[0]
    questions = tuple(whole.questions)
    return NamelessPage(
        code=code,
        version_id=version_id,
        token=secrets.token_urlsafe(16),
        title=whole.title.of(language, band),
        intro=whole.intro.of(language, band),
        language=language,
        worded=languages.worded_in(language, whole),
        band=band,
        questions=questions,
        sounds=sounds.for_reader(version_id, questions, language=language, band=band),
    )


def _sent(code: str, version_id: int, language: str) -> NamelessSent:
    whole = _asked(version_id)
    band = whole.bands[0]
    return NamelessSent(
        code=code,
        title=whole.title.of(language, band),
        thanks=whole.thanks.of(language, band),
        language=language,
        worded=languages.worded_in(language, whole),
        band=band,
    )


def _token(form: NamelessForm) -> str:
    """A form without one is a sitting of its own."""
    known = 0 < len(form.token) <= LONGEST_TOKEN
    return form.token if known else secrets.token_urlsafe(16)


def _refused(code: str, version: SurveyVersion, form: NamelessForm) -> NamelessPage | None:
    """The page once more, where something in the form can't be taken, or nothing is in it."""
    questions = _to_answer(version.id)
    problems = _problems(questions, form.given)
    empty = not any(_is_given(each, form.given) for each in questions)
    if not problems and not empty:
        return None
    page = _page(code, version.id, form.language)
    return replace(page, token=_token(form), given=form.given, problems=problems, empty=empty)


def _is_given(question: Question, given: Mapping[str, Given]) -> bool:
    return question.key in given and not given[question.key].is_empty


def _problems(questions: tuple[Question, ...], given: Mapping[str, Given]) -> dict[str, Problem]:
    """By question. Words beside nothing picked are no problem: they are kept as words."""
    found = {
        each.key: each.check(given[each.key].value, given[each.key].comment)
        for each in questions
        if _is_given(each, given)
    }
    return {
        key: problem
        for key, problem in found.items()
        if problem and not (problem is Problem.NOTHING_GIVEN and given[key].comment)
    }


def _keep(version: SurveyVersion, form: NamelessForm, now: datetime) -> None:
    """The sitting, its answers, and what they set off."""
    day = without_name.only_the_day(now)
    said = [each for each in _to_answer(version.id) if _is_given(each, form.given)]
    conversation = Conversation(
        id=without_name.drawn_ids(Conversation, 1)[0],
        kind="survey",
        survey_version_id=version.id,
        began_on="web",
        language=_tongue(said, form),
        band=surveys.questionnaire(version.id).bands[0],
        state="finished",
        began=True,
        started_at=day,
        last_at=day,
        sitting_index=without_name.sitting_index(_token(form)),
    )
    db.session.add(conversation)
    db.session.flush()
    for drawn, question in zip(without_name.drawn_ids(Answer, len(said)), said, strict=True):
        answer = _answer(question, form.given[question.key], day)
        answer.id, answer.conversation_id = drawn, conversation.id
        db.session.add(answer)
        db.session.flush()
        _follow_up(question, answer, day)


def _tongue(said: list[Question], form: NamelessForm) -> str:
    """The language of words, where there are some: alone, it could tell who somebody is."""
    words = any(needs_reading(q, _move(q, form.given[q.key])) for q in said)
    return form.language if words else "en"


def _move(question: Question, given: Given) -> Answered:
    return Answered(question.key, given.value, given.comment)


def _answer(question: Question, given: Given, day: datetime) -> Answer:
    free = question.kind in FREE_TEXT
    picked = given.value not in ("", ())
    has_words = needs_reading(question, _move(question, given))
    return Answer(
        question=question.key,
        state="answered" if picked else "not_understood",
        value=given.value if picked else None,
        words=str(given.value) if free else given.comment or None,
        has_words=has_words,
        channel="web",
        at=day,
        who_sees=Who.TEAM,  # whoever has the duty to read, and nobody with a case
        flag="unscreened" if has_words else "",
    )


def _follow_up(question: Question, answer: Answer, day: datetime) -> None:
    """A worry, and jobs of which no trace stays once they are done."""
    family = question.alert(conversations.value(answer)) if answer.state == "answered" else ""
    if family:
        tier = families.shipped()[family].tier
        worries.raise_worry(worries.Alarm(answer.id, None, "answer", tier, (family,)), now=day)
    if answer.has_words:
        soon = queue.SOON
        queue.put_job("screen_answer", answer.id, now=day, priority=soon, fleeting=True)
        queue.put_job("tag_answer", answer.id, now=day, fleeting=True)


def _count(door: Door, version: SurveyVersion, now: datetime) -> None:
    """Of a poster how many, of a person that they did: neither beside what was said."""
    if isinstance(door, Invitation):
        without_name.take_part(door.person_id, version.id, now=now)
    else:
        link = db.session.get_one(OpenLink, door.id, with_for_update=True)
        link.sittings += 1
