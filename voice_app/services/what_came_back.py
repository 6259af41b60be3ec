"""What came back to a survey: the Children in Care Council sees it first.

People are counted, not answers; fewer than ten are hidden, and so is what would give them away.
Only whole months that are over count, so that no two looks differ by one person. Waves are
quarters, and a question is compared only with waves in which it had the same words.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from analysis.counts import LEAST_OUTSIDE
from analysis.counts import Mention
from analysis.counts import cell
from analysis.counts import tally
from surveys.questionnaire import band_for
from surveys.questions import CHOOSES
from surveys.questions import NOT_SURE
from surveys.questions import Question
from voice_app.clock import LONDON
from voice_app.clock import london_day
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.codesign import CouncilReading
from voice_app.models.conversations import Answer
from voice_app.models.conversations import Conversation
from voice_app.models.people import Person
from voice_app.pages import codes
from voice_app.pages.came_back import CameBack
from voice_app.pages.came_back import CameBackPage
from voice_app.pages.came_back import Made
from voice_app.pages.came_back import Picked
from voice_app.pages.came_back import Share
from voice_app.store import access
from voice_app.store import accounts
from voice_app.store import asking
from voice_app.store import came_back
from voice_app.store import conversations
from voice_app.store import council
from voice_app.store import people
from voice_app.store import record
from voice_app.store import surveys
from voice_app.store import threads

MOST_WAVES = 4  # a year
FAR = ("said", "read", "acted", "told", "helped")  # the steps of the thread, in order
ANSWERED, SILENT = "answered", "silent"


class NotAMember(PermissionError):
    """Only a member says what the council makes of it."""


@dataclass(frozen=True)
class Reading:
    """What a member writes down for the group."""

    survey: str
    wave: str
    words: str
    headlines: tuple[str, ...] = ()


def page(key: str, *, now: datetime) -> CameBackPage | None:
    """All that came back to a survey; None where it never went out."""
    version = surveys.published(key)
    if version is None:
        return None
    asks = surveys.questionnaire(version.id)
    given = came_back.answers(version.survey_id, _this_month(now))
    waves = tuple(sorted({_wave(answer.at) for answer, _ in given}))[-MOST_WAVES:]
    newest = waves[-1] if waves else ""
    made = came_back.reading(version.survey_id, newest)
    names = accounts.names({made.by}) if made else {}
    spoke = {c.person_id for answer, c in given if _wave(answer.at) == newest}
    return CameBackPage(
        survey=key,
        title=asks.title.of("en", "all"),
        wave=newest,
        people=cell(len(spoke), LEAST_OUTSIDE).shown,
        questions=tuple(
            _question(each, given, waves, made.headlines if made else ())
            for each in asks.questions
            if each.kind in CHOOSES
        ),
        by_age=_shares(version.survey_id, newest, _by_age(now), now),
        by_placement=_shares(version.survey_id, newest, _by_placement(), now),
        went=_went(version.survey_id, now),
        quotes=tuple(sorted(_quotes(version.survey_id))),
        made=Made(made.words, names.get(made.by, "")) if made else None,
    )


def make_of_it(new: Reading, *, user_id: int, now: datetime) -> None:
    """Write down what the council makes of a wave, and its headlines; raises ``NotAMember``."""
    with writing():
        survey = surveys.by_key(new.survey)
        if user_id not in council.members() or survey is None:
            raise NotAMember
        row = CouncilReading(
            survey_id=survey.id,
            wave=new.wave,
            headlines=list(new.headlines),
            words=new.words.strip(),
            by=user_id,
            at=now,
        )
        db.session.add(row)
        deed = record.Deed(user_id, "changed", f"council_reading:{new.survey}", None, new.wave)
        record.note(deed, now=now)


def _question(
    question: Question,
    given: Iterable[tuple[Answer, Conversation]],
    waves: tuple[str, ...],
    headlines: Iterable[str],
) -> CameBack:
    words = {each.value: each.wording.of("en", "12-17") for each in question.choices}
    words |= {NOT_SURE: "I’m not sure"} if question.not_sure else {}
    alike = [(a, c) for a, c in given if a.question == question.key and _same_words(question, c)]
    found = {_wave(answer.at) for answer, _ in alike}
    shown = tuple(wave for wave in waves if wave in found)
    table = tally(_picks(alike), themes=tuple(words), stages=shown, least=LEAST_OUTSIDE)
    return CameBack(
        key=question.key,
        question=question.wording.of("en", "12-17"),
        waves=shown,
        picked=tuple(
            Picked(said, tuple(table.cells[value, wave].shown for wave in shown))
            for value, said in words.items()
        ),
        is_headline=question.key in headlines,
    )


def _same_words(question: Question, conversation: Conversation) -> bool:
    """Like with like: in that version it asked the same, with the same answers to pick."""
    if conversation.survey_version_id is None:
        return False
    then = surveys.questionnaire(conversation.survey_version_id).question(question.key)
    return (
        then is not None
        and then.wording.by_language.get("en") == question.wording.by_language.get("en")
        and then.values == question.values
    )


def _picks(given: Iterable[tuple[Answer, Conversation]]) -> Iterator[Mention]:
    for answer, conversation in given:
        value = conversations.value(answer)
        for each in value if isinstance(value, tuple) else (value,):
            yield Mention(str(conversation.person_id), str(each), _wave(answer.at))


def _shares(survey_id: int, wave: str, groups: dict[int, str], now: datetime) -> tuple[Share, ...]:
    """Who answered and who is missing, by group. A person asked twice is one person."""
    before = _this_month(now)
    asked = {person for person, at in came_back.asked(survey_id, before) if _wave(at) == wave}
    spoke = {c.person_id for a, c in came_back.answers(survey_id, before) if _wave(a.at) == wave}
    everybody = {each for each in asked | spoke if each in groups}
    named = tuple(sorted({groups[each] for each in everybody}))
    mentions = [
        Mention(str(each), groups[each], ANSWERED if each in spoke else SILENT)
        for each in everybody
    ]
    table = tally(mentions, themes=named, stages=(ANSWERED, SILENT), least=LEAST_OUTSIDE)
    return tuple(
        Share(group, table.cells[group, ANSWERED].shown, table.cells[group, SILENT].shown)
        for group in named
    )


def _went(survey_id: int, now: datetime) -> tuple[tuple[str, int | None], ...]:
    """How many people's words came just so far, by the furthest step of each person.

    Each person stands at one step alone: sums of steps that hold each other would tell who.
    """
    furthest: dict[int, str] = {}
    for person, step in came_back.went_on(survey_id, _this_month(now)):
        if FAR.index(step) >= FAR.index(furthest.get(person, FAR[0])):
            furthest[person] = step
    mentions = [Mention(str(person), step, ANSWERED) for person, step in furthest.items()]
    table = tally(mentions, themes=FAR, stages=(ANSWERED,), least=LEAST_OUTSIDE)
    return tuple((step, table.cells[step, ANSWERED].shown) for step in FAR)


def _by_age(now: datetime) -> dict[int, str]:
    """Everybody's age band today, young people alone."""
    today = london_day(now)
    young = db.session.scalars(
        select(Person).where(Person.kind == "child", Person.record == "open")
    )
    return {each.id: band_for(people.age(each.born, today)) for each in young}


def _by_placement() -> dict[int, str]:
    """The kind of home of everybody in care."""
    return {each.person_id: codes.placement(each.placement) for each in asking.in_care()}


def _quotes(survey_id: int) -> Iterator[str]:
    """Those that may still leave their case today."""
    for row in came_back.quotes(survey_id):
        found = threads.thread(row.answer_id)
        if found is not None and access.is_shared(found.answer):
            yield row.words


def _this_month(now: datetime) -> datetime:
    """The start of this month in London: what came after it is not counted yet."""
    return now.astimezone(LONDON).replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def _wave(at: datetime) -> str:
    """The quarter of a moment in London: 2026-Q4."""
    day = london_day(at)
    return f"{day.year}-Q{(day.month - 1) // 3 + 1}"
