"""Whatever shows a child's words to somebody at the desk writes down that it did."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import func
from sqlalchemy import select

from tests.people import PHONE
from tests.people import SmallCouncil
from tests.people import staff
from tests.phones import Phone
from tests.services import stories
from tests.settings import StandingClock
from tests.web.browser import Browser
from voice_app.db import db
from voice_app.models.record import AccessLog
from voice_app.pages.caseload import Wish
from voice_app.pages.chats import Shown
from voice_app.policy import OPEN_DOORS
from voice_app.policy import Who
from voice_app.services import caseload
from voice_app.services import chatting
from voice_app.services import concluding
from voice_app.services import conversations
from voice_app.services import disputing
from voice_app.services import for_the_council
from voice_app.services import journeying
from voice_app.services import linking
from voice_app.services import placing
from voice_app.services import printing
from voice_app.services import reading_many
from voice_app.services import recording
from voice_app.services import reviewing
from voice_app.services import teaching
from voice_app.services import worrying
from voice_app.web.access import need_of

Show = Callable[[SmallCouncil, int, StandingClock], object]


def _beside_a_carer(council: SmallCouncil, clock: StandingClock) -> object:
    """The child's words, once a carer was asked about the same thing."""
    carer = stories.add_adult(clock, council.child, "Lorna")
    answers = {"change": "More help at weekends"}
    stories.fill_in(stories.invite(carer, clock, survey="before-the-review-carer"), answers, clock)
    return journeying.three_views(council.child, user_id=council.iro, now=clock())


def _said_to_the_council(council: SmallCouncil, clock: StandingClock) -> object:
    """Words given to the council, once a person has handed them on."""
    kit = stories.add_child(clock, "Kit", iro=council.iro, due_in=20)
    words = "i want to see my mum every week"
    stories.fill_in(stories.invite(kit, clock), {"change": words}, clock, who=Who.COUNCIL)
    for_the_council.hand_on(stories.answer_of(words), user_id=council.duty, now=clock())
    return for_the_council.words(user_id=council.member, now=clock())


def _to_check(council: SmallCouncil, clock: StandingClock) -> object:
    """Words shared without a name, for somebody to say what they are about."""
    stories.say(council.child, clock, share=True)
    stories.work()
    return teaching.next_to_check(user_id=council.qa, now=clock())


def _many(council: SmallCouncil, clock: StandingClock) -> object:
    """Quotes that stand for what many say of a theme."""
    stories.say(council.child, clock, "i want to see my mum more", share=True)
    return reading_many.page("family_time", user_id=council.qa, now=clock())


SHOWS: dict[str, Show] = {
    "codesign.words": lambda council, _answer, clock: _said_to_the_council(council, clock),
    "quality.many": lambda council, _answer, clock: _many(council, clock),
    "teaching.next_one": lambda council, _answer, clock: _to_check(council, clock),
    "chats.listed": lambda council, _answer, clock: chatting.chats(
        Shown(), user_id=council.duty, now=clock()
    ),
    "chats.chat": lambda council, answer, clock: chatting.thread(
        chatting.open_from(answer, user_id=council.duty, now=clock()),
        user_id=council.duty,
        now=clock(),
    ),
    "records.three_views": lambda council, _answer, clock: _beside_a_carer(council, clock),
    "caseload.mine": lambda council, _answer, clock: caseload.mine(
        user_id=council.iro, wish=Wish(words=True), now=clock()
    ),
    "reviewing.brief": lambda council, _answer, clock: reviewing.brief(
        council.child, council.review, user_id=council.iro, now=clock()
    ),
    "after.review": lambda council, _answer, clock: concluding.after(
        concluding.ReviewOf(council.child, council.review), user_id=council.iro, now=clock()
    ),
    "reviewing.answers": lambda council, _answer, clock: reviewing.round_answers(
        council.child, council.review, user_id=council.iro, now=clock()
    ),
    "reviewing.words": lambda council, answer, clock: reviewing.words_page(
        council.child, answer, user_id=council.iro, now=clock()
    ),
    "reviewing.issued": lambda council, _answer, clock: reviewing.issued(
        council.child, council.review, 1, user_id=council.iro, now=clock()
    ),
    "reviewing.issued_print": lambda council, _answer, clock: reviewing.issued(
        council.child, council.review, 1, user_id=council.iro, now=clock()
    ),
    "quality.threads": lambda council, _answer, clock: linking.thread_list(
        user_id=council.qa, show="all", now=clock()
    ),
    "quality.thread": lambda council, answer, clock: linking.thread_page(
        answer, user_id=council.qa, now=clock()
    ),
    "worries.queue": lambda council, _answer, clock: worrying.queue(
        user_id=council.duty, now=clock()
    ),
    "worries.worry": lambda council, _answer, clock: worrying.worry_page(
        1, user_id=council.duty, now=clock()
    ),
    "worries.reading": lambda council, _answer, clock: worrying.reading_list(
        user_id=council.duty, now=clock()
    ),
    "inbox.texts": lambda council, _answer, clock: placing.inbox(user_id=council.duty, now=clock()),
}


def owed(council: SmallCouncil, _answer: int, clock: StandingClock) -> object:
    """Her review was held, so she waits for a reply."""
    this, held = concluding.ReviewOf(council.child, council.review), concluding.Held(clock().date())
    concluding.hold(this, held, user_id=council.iro, now=clock())
    return concluding.after_list(user_id=council.iro, now=clock())


def disputes(council: SmallCouncil, _answer: int, clock: StandingClock) -> object:
    """Her officer does not agree with something."""
    new = disputing.NewDispute(council.child, "No visits.")
    disputing.raise_dispute(new, user_id=council.iro, now=clock())
    return disputing.disputes_of(user_id=council.iro, now=clock())


def spoken(_council: SmallCouncil, _answer: int, clock: StandingClock) -> object:
    """She called, and left a message that is not written down yet."""
    called = conversations.Pressed("CA1", PHONE)
    conversations.record_call(called, conversations.Recorded("RE1", "", 9), now=clock())
    return conversations.recordings(user_id=staff("rosa"), now=clock())


RECORDS: dict[str, Show] = {
    "calls.listed": spoken,
    "records.mine": lambda council, _answer, clock: journeying.own_records(
        user_id=council.iro, now=clock()
    ),
    "records.line": lambda council, _answer, clock: journeying.line_page(
        council.child, user_id=council.iro, now=clock()
    ),
    "after.owed": owed,
    "disputes.mine": disputes,
    "records.record": lambda council, _answer, clock: journeying.record_page(
        council.child, user_id=council.iro, now=clock()
    ),
    "righting.row": lambda council, _answer, clock: recording.written(
        recording.Place(council.child, "meeting", council.review),
        recording.Writer(council.iro, clock()),
    ),
    "printing.person": lambda council, _answer, clock: printing.of_person(
        council.child, user_id=council.iro, now=clock()
    ),
    "keying.key": lambda council, _answer, clock: conversations.to_key_in(
        1, conversations.Way(), user_id=council.iro, now=clock()
    ),
    "contact.contact": lambda council, _answer, clock: recording.contact_page(
        recording.Whom(council.child, council.child), recording.Writer(council.iro, clock())
    ),
    "caseload.not_heard": lambda council, _answer, clock: caseload.not_heard(
        user_id=council.iro, now=clock()
    ),
}
TAKEN_OUT = {"reviewing.issued_pdf", "calls.sound"}  # each look has its own test
NO_WORDS = {
    "chats.news",
    "sounds.of_version",
    "sounds.sound",
    "records.write",
    "organisation.units",
    "organisation.homes",
    "quality.register",
    "codesign.surveys",
    "admin.users",
    "admin.settings",
    "caseload.my_desk",
    "chats.ready",
    "importing.run",
    "importing.runs",
    "importing.template",
    "outbox.stuck",
    "signs.asked",
    "codesign.texts",
    "asking.rounds",
    "asking.links",
    "asking.results",
    "asking.look",
    "asking.one",
    "printing.desk",
    "printing.blank",
    "printing.form",
    "printing.link_poster",
    "printing.poster",
    "keying.find",
    "quality.approved",  # quotes that somebody let out, names hidden
    "ideas.came_back",  # counts of ten people or more, and quotes that somebody let out
    "ideas.home",  # from here to "joining.members": what the council itself wrote
    "ideas.idea",
    "ideas.new",
    "ideas.other_words",
    "ideas.words",
    "ideas.write",
    "helping.meetings",
    "helping.held",  # each look at what was kept back is recorded too
    "joining.members",
    "building.build",  # surveys, and nobody's answers
    "building.look",
    "building.new",
    "building.question",
    "building.rehearse",
    "building.words",
    "exchanging.choose",
    "exchanging.document",
    "exchanging.workbook",
    "teaching.words",  # staff's and the council's own phrases
    "teaching.agreement",
}


@pytest.fixture
def said(app: Flask, council: SmallCouncil, clock: StandingClock) -> int:
    """A shared voice with a worry beside it, and a text from nobody we know."""
    code = stories.invite(council.child, clock)
    answers = {"change": stories.WORDS, "share_words": "yes", "safe": "no"}
    stories.fill_in(code, answers, clock)
    stories.work()
    reviewing.issue_by_hand(council.child, council.review, user_id=council.iro, now=clock())
    Phone(app, clock, number="+447700900999").text("somebody elses words")
    return stories.answer_of(stories.WORDS)


def seen() -> int:
    looks = select(func.count(AccessLog.id)).where(AccessLog.did == "saw")
    return db.session.scalar(looks) or 0


@pytest.mark.parametrize("endpoint", sorted(SHOWS))
def test_a_look_is_written_down(
    council: SmallCouncil, clock: StandingClock, said: int, endpoint: str
) -> None:
    before = seen()
    shown = repr(SHOWS[endpoint](council, said, clock))
    assert any(words in shown for words in ("see my mum", "somebody elses", "'No'")), "words"
    assert seen() > before


@pytest.mark.parametrize("endpoint", sorted(RECORDS))
def test_a_look_at_a_record_is_written_down_and_shows_nobodys_words(
    council: SmallCouncil, clock: StandingClock, said: int, endpoint: str
) -> None:
    before = seen()
    shown = repr(RECORDS[endpoint](council, said, clock))
    assert "Jaz" in shown
    assert not any(words in shown for words in ("see my mum", "somebody elses"))
    assert seen() == before + 1


def test_every_page_of_the_desk_is_known_to_show_words_or_none(app: Flask) -> None:
    pages = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and need_of(rule.endpoint) not in OPEN_DOORS
    }
    assert pages == set(SHOWS) | set(RECORDS) | NO_WORDS | TAKEN_OUT


@pytest.mark.parametrize(
    ("path", "name"), [("/register", "qa"), ("/surveys/", "qa"), ("/accounts", "administrator")]
)
def test_a_page_that_records_nothing_shows_nobodys_words(
    app: Flask, council: SmallCouncil, said: int, path: str, name: str
) -> None:
    browser = Browser(app)
    browser.be(getattr(council, name))
    page = browser.get(path)
    assert page.status_code == 200
    for words in ("see my mum", "somebody elses", "Jaz", "Merrin"):
        assert words not in page.text
