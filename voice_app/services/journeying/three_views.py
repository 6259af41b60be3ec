"""Three speakers on the same thing, for the IRO alone: never a score.

Questions are the same where they are about the same theme and take the same sort of answer.
"""

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from analysis import themes
from surveys.questions import FREE_TEXT
from surveys.questions import Question
from voice_app.clock import london_day
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.conversations import Answer
from voice_app.models.conversations import Conversation
from voice_app.models.people import Person
from voice_app.pages.records import ClosedRecord
from voice_app.pages.three_views import CARER
from voice_app.pages.three_views import CHILD
from voice_app.pages.three_views import PARENT
from voice_app.pages.three_views import Row
from voice_app.pages.three_views import ThreeViews
from voice_app.pages.three_views import View
from voice_app.services.journeying.opening import Look
from voice_app.services.journeying.opening import NotYours
from voice_app.services.journeying.opening import opened
from voice_app.store import access
from voice_app.store import conversations
from voice_app.store import parts
from voice_app.store import people
from voice_app.store import quotes
from voice_app.store import surveys
from voice_app.store import who_sees

OPEN = "open"
TALKING = 2  # of them have to have spoken before there is anything to compare

Same = tuple[str, bool]  # a theme, and whether it is asked for in their own words


@dataclass(frozen=True)
class _Asked:
    """The latest time somebody was asked one thing, and what they answered, if anything."""

    person: Person
    question: Question
    answer: Answer | None


def three_views(person_id: int, *, user_id: int, now: datetime) -> ThreeViews | ClosedRecord | None:
    """The same thing from three sides; raises ``NotYours`` for everybody but the child's IRO."""
    look = Look(user_id, "three-views", now)
    with writing():
        person = opened(person_id, look)
        if person is None or isinstance(person, ClosedRecord):
            return person
        if not access.is_own_child(user_id, person_id, now=now):
            raise NotYours
        return ThreeViews(person_id, person.preferred_name, tuple(_rows(person)))


def _rows(child: Person) -> Iterator[Row]:
    by_kind: dict[str, dict[int, Mapping[Same, _Asked]]] = {CHILD: {}, PARENT: {}, CARER: {}}
    for person in (child, *_grown_ups(child.id)):
        by_kind[person.kind][person.id] = _asked(person, child.id)
    known = themes.shipped().themes
    for same in dict.fromkeys(same for asked in by_kind[CHILD].values() for same in asked):
        sides = {
            kind: [asked[same] for asked in people_asked.values() if same in asked]
            for kind, people_asked in by_kind.items()
        }
        if sides[PARENT] or sides[CARER]:
            label = known[same[0]].label if same[0] in known else same[0]
            yield _row(label, sides, in_words=same[1])


def _grown_ups(child_id: int) -> list[Person]:
    """Parents and carers, once each; a closed record stays closed."""
    near = [person for person, _ in people.related(child_id) if person.kind != CHILD]
    return [person for person in dict.fromkeys(near) if person.record == OPEN]


def _asked(person: Person, child_id: int) -> Mapping[Same, _Asked]:
    """What one person was asked about the child, each thing as it was last answered."""
    found: dict[Same, _Asked] = {}
    for sitting in _sittings(person.id, child_id):
        given = {each.question: each for each in conversations.current_answers(sitting.id)}
        for same, question in _questions(sitting):
            answer = given.get(question.key)
            fresh = answer if answer and answer.state == "answered" else None
            before = found.get(same)
            if before is None or (before.answer is None and fresh):
                found[same] = _Asked(person, question, fresh)
    return found


def _sittings(person_id: int, child_id: int) -> Iterator[Conversation]:
    """The surveys somebody was sent about the child, answered or not, newest first."""
    query = select(Conversation).where(
        Conversation.person_id == person_id, Conversation.kind == "survey"
    )
    for sitting in db.session.scalars(query.order_by(Conversation.id.desc())):
        if child_id in (person_id, sitting.about_id):
            yield sitting


def _questions(sitting: Conversation) -> Iterator[tuple[Same, Question]]:
    """The questions of a sitting by what they are about; those with a purpose are not views."""
    if sitting.survey_version_id is None:
        return
    asked = surveys.questionnaire(sitting.survey_version_id)
    for question in asked.questions:
        if not question.purpose and question.themes:
            yield (question.themes[0], question.kind in FREE_TEXT), question


def _row(label: str, sides: Mapping[str, Sequence[_Asked]], *, in_words: bool) -> Row:
    shown = {kind: tuple(_view(each) for each in asked) for kind, asked in sides.items()}
    said = [
        each
        for kind, asked in sides.items()
        for each, view in zip(asked, shown[kind], strict=True)
        if view.state == "said"
    ]
    return Row(
        label=label,
        in_words=in_words,
        child=shown[CHILD],
        parents=shown[PARENT],
        carers=shown[CARER],
        prompt=_prompt(said, in_words=in_words),
    )


def _view(asked: _Asked) -> View:
    """Somebody's view as they let it be seen."""
    name = asked.person.preferred_name
    if asked.answer is None:
        return View(name, "not_said")
    if people.has_refused(asked.person.id):
        return View(name, "refused")
    sitting = db.session.get_one(Conversation, asked.answer.conversation_id)
    choice = parts.decided([asked.answer.id], sitting.review_id).get(asked.answer.id)
    if who_sees.is_nameless(asked.answer) or (choice and choice.held_back):
        return View(name, "private")
    quote = parts.as_chosen(quotes.quote(asked.answer), choice)
    return View(name, "said", quote, london_day(asked.answer.at))


def _prompt(said: Sequence[_Asked], *, in_words: bool) -> str:
    if len({each.person.kind for each in said}) < TALKING:
        return "alone"
    offered = {frozenset(choice.value for choice in each.question.choices) for each in said}
    if in_words or len(offered) > 1:  # other choices: beside each other, not against each other
        return "words"
    return "same" if len({_place(each) for each in said}) == 1 else "differ"


def _place(asked: _Asked) -> object:
    """The place of an answer on its scale, or the choice itself: only to see if they agree."""
    if asked.answer is None:
        return None
    value = conversations.value(asked.answer)
    points = {choice.value: choice.points for choice in asked.question.choices}
    place = points.get(value) if isinstance(value, str) else None
    return value if place is None else place
