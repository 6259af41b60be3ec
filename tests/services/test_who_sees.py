"""Who may see an answer, as they chose: every view, list, copy, export and chat obeys it."""

import ast
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest

from tests.people import SmallCouncil
from tests.people import make_user
from tests.services import stories
from tests.settings import StandingClock
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.conversations import Answer
from voice_app.models.people import Person
from voice_app.pages.caseload import Wish
from voice_app.policy import NAMELESS
from voice_app.policy import Role
from voice_app.policy import Who
from voice_app.services import caseload
from voice_app.services import chatting
from voice_app.services import concluding
from voice_app.services import conversations
from voice_app.services import for_the_council
from voice_app.services import journeying
from voice_app.services import linking
from voice_app.services import reading_many
from voice_app.services import responding
from voice_app.services import reviewing
from voice_app.services import teaching
from voice_app.services import worrying
from voice_app.store import worries

WORDS = "penguins and volcanoes on every sunday please"
NAMED = frozenset(Who) - NAMELESS
EVERYBODY = frozenset(Who)
NOBODY: frozenset[Who] = frozenset()
ONLY_REVIEW = frozenset({Who.REVIEW})
AGREED = EVERYBODY - {Who.TEAM}  # they said yes to their words being used without their name


class Said:
    """One answer of one child, and everybody who might want to look at it."""

    def __init__(self, council: SmallCouncil, clock: StandingClock, who: Who) -> None:
        self.council, self.clock = council, clock
        self.code = stories.invite(council.child, clock)
        answers = {"change": WORDS, "share_words": "yes"}
        stories.fill_in(self.code, answers, clock, who=who)
        carer = stories.add_adult(clock, council.child, "Lorna")
        link = stories.invite(carer, clock, survey="before-the-review-carer")
        stories.fill_in(link, {"change": "Ring us"}, clock)
        stories.work()
        self.answer = stories.answer_of(WORDS)
        self.reader = make_user("nadia", Role.PARTICIPATION, clock, reading_duty=True)

    def brief(self) -> object:
        c = self.council
        return reviewing.brief(c.child, c.review, user_id=c.iro, now=self.clock())

    def round(self) -> object:
        c = self.council
        return reviewing.round_answers(c.child, c.review, user_id=c.iro, now=self.clock())

    def copy(self) -> object:
        c = self.council
        reviewing.issue_by_hand(c.child, c.review, user_id=c.iro, now=self.clock())
        stories.work()
        return reviewing.issued(c.child, c.review, 1, user_id=c.iro, now=self.clock())

    def words(self) -> object:
        c = self.council
        return reviewing.words_page(c.child, self.answer, user_id=c.iro, now=self.clock())

    def words_for_duty(self) -> object:
        c = self.council
        return reviewing.words_page(c.child, self.answer, user_id=self.reader, now=self.clock())

    def own_children(self) -> object:
        return caseload.mine(user_id=self.council.iro, wish=Wish(words=True), now=self.clock())

    def to_read(self) -> object:
        return worrying.reading_list(user_id=self.council.iro, now=self.clock())

    def to_read_for_all(self) -> object:
        return worrying.reading_list(user_id=self.reader, now=self.clock())

    def three(self) -> object:
        return journeying.three_views(
            self.council.child, user_id=self.council.iro, now=self.clock()
        )

    def line(self) -> object:
        return journeying.line_page(self.council.child, user_id=self.council.iro, now=self.clock())

    def threads(self) -> object:
        return linking.thread_list(user_id=self.council.qa, show="all", now=self.clock())

    def thread(self) -> object:
        return linking.thread_page(self.answer, user_id=self.council.qa, now=self.clock())

    def to_check(self) -> object:
        return teaching.next_to_check(user_id=self.council.qa, now=self.clock())

    def many(self) -> object:
        user = self.council.qa
        teaching.check(self.answer, ["everyday_life"], user_id=user, now=self.clock())
        return reading_many.page("everyday_life", user_id=user, now=self.clock())

    def chat(self) -> object:
        user = self.council.iro
        chat = chatting.open_from(self.answer, user_id=user, now=self.clock())
        return chatting.thread(chat, user_id=user, now=self.clock())

    def chat_for_duty(self) -> object:
        chat = chatting.open_from(self.answer, user_id=self.reader, now=self.clock())
        return chatting.thread(chat, user_id=self.reader, now=self.clock())

    def afterwards(self) -> object:
        c = self.council
        return concluding.after(self._review(), user_id=c.iro, now=self.clock())

    def exported(self) -> object:
        self._hold()
        return concluding.export(self._review(), user_id=self.council.iro, now=self.clock())

    def by_themselves(self) -> object:
        return responding.my_voice(self.code, now=self.clock())

    def to_the_council(self) -> object:
        for_the_council.hand_on(self.answer, user_id=self.reader, now=self.clock())
        return for_the_council.words(user_id=self.council.member, now=self.clock())

    def _review(self) -> concluding.ReviewOf:
        return concluding.ReviewOf(self.council.child, self.council.review)

    def _hold(self) -> None:
        held = concluding.Held(self.clock().date(), "PN1")
        concluding.hold(self._review(), held, user_id=self.council.iro, now=self.clock())


# Each way to come at an answer, and the choices under which its words are there.
TABLE: dict[str, tuple[Callable[[Said], object], frozenset[Who]]] = {
    "To read, of an IRO": (Said.to_read, NAMED),
    "To read, of the survey team": (Said.to_read_for_all, EVERYBODY),
    "the brief": (Said.brief, NAMED),
    "all answers of a round": (Said.round, NAMED),
    "a frozen copy": (Said.copy, NAMED),
    "one answer, for the IRO": (Said.words, NAMED),
    "one answer, for the reading duty": (Said.words_for_duty, NAMED),
    "the caseload": (Said.own_children, NAMED),
    "three speakers": (Said.three, NAMED),
    "the line": (Said.line, NOBODY),
    "threads of QA": (Said.threads, AGREED),
    "one thread of QA": (Said.thread, AGREED),
    "checking what words are about": (Said.to_check, AGREED),
    "quotes of many": (Said.many, AGREED),
    "a chat from a comment, IRO": (Said.chat, NAMED),
    "a chat from a comment, duty": (Said.chat_for_duty, NAMED),
    "after the review": (Said.afterwards, NAMED),
    "the export for the case system": (Said.exported, ONLY_REVIEW),
    "My voice": (Said.by_themselves, EVERYBODY),
    "what the council reads": (Said.to_the_council, frozenset({Who.COUNCIL})),
}


def looked_at(look: Callable[[Said], object], said: Said) -> str:
    """What somebody gets to see; a door that stays shut shows nothing."""
    try:
        return repr(look(said))
    except (PermissionError, chatting.NotYours, concluding.NotYours, for_the_council.NotForThem):
        return ""


@pytest.mark.parametrize("who", list(Who))
def test_every_view_obeys_the_choice(council: SmallCouncil, clock: StandingClock, who: Who) -> None:
    """Held against a table: each view shows the words under these choices and no others."""
    said = Said(council, clock, who)
    shows = {name: WORDS in looked_at(look, said) for name, (look, _) in TABLE.items()}
    assert shows == {name: who in choices for name, (_, choices) in TABLE.items()}


def test_the_council_reads_nothing_before_a_person_has_looked(
    council: SmallCouncil, clock: StandingClock
) -> None:
    said = Said(council, clock, Who.COUNCIL)
    assert for_the_council.words(user_id=council.member, now=clock()) == ()
    (row,) = [r for r in said.to_read_for_all().rows if r.for_council]  # type: ignore[attr-defined]
    assert row.quote.words == WORDS
    with pytest.raises(for_the_council.NotYours):
        for_the_council.hand_on(said.answer, user_id=council.iro, now=clock())
    worrying.mark_read(said.answer, user_id=said.reader, now=clock())
    assert for_the_council.words(user_id=council.member, now=clock()) == ()


def test_what_the_council_reads_has_no_name_and_no_day(
    council: SmallCouncil, clock: StandingClock
) -> None:
    said = Said(council, clock, Who.COUNCIL)
    (asked,) = said.to_the_council()  # type: ignore[misc,attr-defined]
    child = db.session.get_one(Person, council.child)
    assert not any(each in repr(asked) for each in (child.preferred_name, child.surname))
    assert {field.type for field in fields(asked.said[0])} == {str, bool}


def test_the_council_loses_what_was_taken_back_or_worries_somebody(
    council: SmallCouncil, clock: StandingClock
) -> None:
    said = Said(council, clock, Who.COUNCIL)
    assert said.to_the_council() != ()
    with writing():
        alarm = worries.Alarm(said.answer, council.child, "person", "amber", ())
        worry = worries.raise_worry(alarm, now=clock()).id
    assert for_the_council.words(user_id=council.member, now=clock()) == ()
    with pytest.raises(for_the_council.WorryFirst):
        said.to_the_council()
    worrying.acknowledge(worry, user_id=council.duty, now=clock())
    worrying.close(worry, "false_alarm", "", user_id=council.duty, now=clock())
    assert for_the_council.words(user_id=council.member, now=clock()) != ()
    conversations.take_back(said.code, said.answer, now=clock())
    assert for_the_council.words(user_id=council.member, now=clock()) == ()


@pytest.mark.parametrize("who", sorted(NAMELESS))
def test_words_without_a_name_stand_beside_no_name(
    council: SmallCouncil, clock: StandingClock, who: Who
) -> None:
    """Neither name nor record number, on the lists that do show the words; nobody can answer."""
    said = Said(council, clock, who)
    child = db.session.get_one(Person, council.child)
    known = (child.preferred_name, child.surname, child.record_number or "no number")
    (row,) = [r for r in said.to_read_for_all().rows if WORDS in repr(r)]  # type: ignore[attr-defined]
    assert row.nameless
    for look in (row, said.thread()):
        assert not any(each in repr(look) for each in known)
    with pytest.raises(linking.NotYours):
        linking.pass_on(said.answer, user_id=said.reader, now=clock())


def test_the_brief_counts_what_it_may_not_show(council: SmallCouncil, clock: StandingClock) -> None:
    """One thing kept apart, and no word of it."""
    said = Said(council, clock, Who.TEAM)
    assert said.brief().brief.kept_private >= 1  # type: ignore[attr-defined]
    with pytest.raises(responding.CannotTell):
        responding.tell_back(said.answer, "We did", user_id=council.iro, now=clock())


def test_a_worry_reaches_the_duty_desk_with_the_name_until_it_is_closed(
    council: SmallCouncil, clock: StandingClock
) -> None:
    """The one exception, said on the page beforehand; the rest of the sitting stays nameless."""
    answers = {"change": "he hits me when nobody looks", "good": WORDS}
    stories.fill_in(stories.invite(council.child, clock), answers, clock, who=Who.TEAM)
    stories.work()
    (row,) = worrying.queue(user_id=council.duty, now=clock()).worries
    assert row.name.startswith("Jaz")
    assert row.quote is not None
    page = worrying.worry_page(row.worry_id, user_id=council.duty, now=clock())
    assert page is not None
    assert "he hits me when nobody looks" in [quote.words for quote in page.conversation]
    assert WORDS not in [quote.words for quote in page.conversation]
    worrying.acknowledge(row.worry_id, user_id=council.duty, now=clock())
    worrying.close(row.worry_id, "spoken", "", user_id=council.duty, now=clock())
    page = worrying.worry_page(row.worry_id, user_id=council.duty, now=clock())
    assert page is not None
    assert page.conversation == ()
    assert page.row.quote is None


def test_no_name_is_offered_only_where_the_question_asks_who_may_see(
    council: SmallCouncil, clock: StandingClock
) -> None:
    """A form that claims it for another question gets the most private choice with a name."""
    stories.fill_in(
        stories.invite(council.child, clock), {"listened": "mostly"}, clock, who=Who.TEAM
    )
    db.session.rollback()
    rows = {row.question: row.who_sees for row in db.session.query(Answer)}
    assert rows["listened"] == Who.IRO


def test_a_change_of_mind_covers_what_was_said_first(
    council: SmallCouncil, clock: StandingClock
) -> None:
    """Words said with a name, then said again without one: the first are nameless too."""
    code = stories.invite(council.child, clock)
    stories.fill_in(code, {"change": "first of all i want a dog"}, clock, who=Who.REVIEW)
    first = stories.answer_of("first of all i want a dog")
    move = stories.Answered("change", WORDS)
    given = stories.conversations.FromPage(move, Who.TEAM)
    stories.conversations.answer_on_web(code, given, now=clock())
    db.session.rollback()
    assert db.session.get_one(Answer, first).who_sees == Who.TEAM


# Every module that reads an answer's words or makes a quote of it, and why that is right.
SHOWN_IN_THE_TABLE = {
    "services/approving/looking.py": "the child's own page, before it goes",
    "services/caseload/rows.py": "the caseload",
    "services/chatting/entries.py": "a chat",
    "services/chatting/listing.py": "a chat: the last words",
    "services/concluding/exporting.py": "the export",
    "services/concluding/views.py": "after the review",
    "services/conversations/looking_over.py": "their own check and copy",
    "services/simulating.py": "the practice phone",
    "services/for_the_council.py": "what the council reads",
    "services/journeying/three_views.py": "three speakers",
    "services/linking/threads.py": "threads of QA",
    "services/responding.py": "My voice",
    "services/reading_many.py": "quotes that may leave their case",
    "services/reviewing/gathering.py": "the brief and its copies",
    "services/reviewing/others.py": "the brief: carers and parents",
    "services/reviewing/then_now.py": "the brief: then and now",
    "services/reviewing/wants.py": "the brief: what they ask for",
    "services/reviewing/wording.py": "one answer",
    "services/teaching.py": "checking what words are about",
    "services/worrying.py": "To read, and the worry queue",
}
MAKES_A_QUOTE = {"quote", "quotes", "said", "for_staff", "with_worry", "worded"}


def test_no_place_shows_answers_that_is_not_held_against_the_table() -> None:
    """A new place that makes quotes of answers fails here until it has a row above."""
    root = Path(__file__).parents[2] / "voice_app"
    found = {
        str(path.relative_to(root))
        for layer in ("services", "web", "commands")
        for path in (root / layer).rglob("*.py")
        if _makes_quotes(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert found <= set(SHOWN_IN_THE_TABLE), found - set(SHOWN_IN_THE_TABLE)


def _makes_quotes(tree: ast.AST) -> bool:
    """Whether a module calls ``quotes.…`` for words, or selects ``Answer.words`` or ``.value``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if node.value.id == "quotes" and node.attr in MAKES_A_QUOTE:
                return True
            if node.value.id == "Answer" and node.attr in ("words", "value"):
                return True
    return False
