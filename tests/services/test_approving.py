"""The child looks first: each part let through, kept private or said in other words."""

from datetime import UTC
from datetime import datetime
from datetime import timedelta

import pytest
from flask import Flask

from surveys.engine import Answered
from tests.people import SmallCouncil
from tests.people import make_child
from tests.phones import Phone
from tests.rows import every
from tests.rows import only
from tests.services import stories
from tests.settings import StandingClock
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.conversations import Answer
from voice_app.models.people import Person
from voice_app.models.reviews import BriefIssue
from voice_app.models.reviews import BriefOffer
from voice_app.models.reviews import PartChoice
from voice_app.models.worries import Worry
from voice_app.pages.answering import ClosedLink
from voice_app.pages.approving import BeforeItGoes
from voice_app.pages.approving import Fate
from voice_app.pages.approving import OnePart
from voice_app.pages.approving import Part
from voice_app.policy import Who
from voice_app.services import approving
from voice_app.services import conversations
from voice_app.services import inviting
from voice_app.services import recording
from voice_app.services import responding
from voice_app.services import reviewing
from voice_app.services import worrying
from voice_app.services.approving import Wish
from voice_app.store import parts

NEW = "more time with mum please"
URL = "https://voices.example"


@pytest.fixture
def code(council: SmallCouncil, clock: StandingClock) -> str:
    """A link whose child has answered."""
    code = stories.invite(council.child, clock)
    said = {"change": stories.WORDS, "see_family": "more", "safe": "yes", "keep_out": "the dog"}
    stories.fill_in(code, said, clock)
    stories.work()
    return code


def look(code: str, clock: StandingClock) -> BeforeItGoes:
    page = approving.before_it_goes(code, now=clock())
    assert isinstance(page, BeforeItGoes)
    return page


def part(code: str, clock: StandingClock, words: str = stories.WORDS) -> Part:
    return next(each for each in look(code, clock).parts if each.words == words)


def decide(code: str, clock: StandingClock, wish: Wish, *, of: str = stories.WORDS) -> object:
    clock.forward(minutes=1)
    answer = part(code, clock, of).answer_id
    return approving.decide(code, answer, wish, now=clock())


def issue(council: SmallCouncil, clock: StandingClock) -> None:
    """The brief goes out."""
    reviewing.issue_by_clock(council.review, now=clock())


def test_it_says_who_gets_it_and_when_and_lists_every_part(code: str, clock: StandingClock) -> None:
    """Maura gets it five working days before the review; each thing said is a part, as said."""
    page = look(code, clock)
    assert page.readers.iro == "Maura"
    assert page.goes_on == (clock() + timedelta(days=9)).date()
    assert [each.words for each in page.parts][-1:] != []
    assert {stories.WORDS, "More than now"} <= {each.words for each in page.parts}
    assert all(each.fate is Fate.THROUGH for each in page.parts)
    assert part(code, clock).who_sees == "iro_worker"


def test_what_is_kept_out_of_the_room_is_no_part(code: str, clock: StandingClock) -> None:
    """It is for the reader alone: the page says that there is one, never what."""
    page = look(code, clock)
    assert "the dog" not in repr(page)
    assert page.kept_out
    assert any(row.words == "the dog" for row in every(Answer))


@pytest.mark.parametrize(
    ("wish", "fate", "who"),
    [
        (Wish("private", "review"), Fate.PRIVATE, "iro_worker"),
        (Wish("through", "review"), Fate.THROUGH, "review"),
        (Wish("reworded", "iro", NEW), Fate.REWORDED, "iro"),
        (Wish("through", "everybody"), Fate.THROUGH, "iro_worker"),
    ],
)
def test_each_choice_is_kept_as_given_and_can_be_changed(
    code: str, clock: StandingClock, wish: Wish, fate: Fate, who: str
) -> None:
    """Whatever was chosen before; whom nobody knows changes nothing."""
    for before in (Wish("private"), Wish("reworded", "iro_worker", "old words")):
        decide(code, clock, before)
    decide(code, clock, Wish("through", "iro_worker"))
    assert decide(code, clock, wish) is None
    shown = part(code, clock)
    assert (shown.fate, shown.who_sees) == (fate, who)
    assert len(every(PartChoice)) == 1


@pytest.mark.parametrize(
    ("wish", "of", "problem"),
    [
        (Wish("reworded"), stories.WORDS, "nothing_given"),
        (Wish("reworded", words="  \n "), stories.WORDS, "nothing_given"),
        (Wish("reworded", words="x" * 5_001), stories.WORDS, "too_long"),
        (Wish(""), stories.WORDS, "not_a_choice"),
        (Wish("gone"), stories.WORDS, "not_a_choice"),
        (Wish("reworded", words=NEW), "More than now", "not_a_choice"),
    ],
)
def test_what_cannot_be_taken_changes_nothing_and_loses_nothing(
    code: str, clock: StandingClock, wish: Wish, of: str, problem: str
) -> None:
    """The page comes back with what they typed. A picked answer is picked anew, not reworded."""
    again = decide(code, clock, wish, of=of)
    assert isinstance(again, OnePart)
    assert (again.problem, again.typed) == (problem, wish.words)
    assert every(PartChoice) == []


@pytest.mark.parametrize("state", ["approved", "left_to_us"])
def test_the_whole_is_right_or_left_to_us(code: str, clock: StandingClock, state: str) -> None:
    """Either may be said, and the other after it; it counts once."""
    assert approving.answer(code, "approved", now=clock())
    assert approving.answer(code, state, now=clock())
    assert look(code, clock).answer == only(BriefOffer).state == state


def test_only_the_two_answers_are_taken(code: str, clock: StandingClock) -> None:
    """Nothing else makes an offer or answers it."""
    assert not approving.answer(code, "offered", now=clock())
    assert every(BriefOffer) == []


def test_once_it_has_gone_out_nothing_changes(
    council: SmallCouncil, code: str, clock: StandingClock
) -> None:
    """The page says so, and a form from before is not taken."""
    answer = part(code, clock).answer_id
    issue(council, clock)
    assert (look(code, clock).closed, look(code, clock).parts) == ("issued", ())
    assert approving.one_part(code, answer, now=clock()) is None
    assert approving.decide(code, answer, Wish("private"), now=clock()) is None
    assert not approving.answer(code, "approved", now=clock())
    assert every(PartChoice) == []


def test_what_is_said_after_a_copy_went_out_is_theirs_until_the_next(
    council: SmallCouncil, code: str, phone: Phone, clock: StandingClock
) -> None:
    """Only what stands on a copy is fixed: new words, and what was private, can be decided."""
    decide(code, clock, Wish("private"))
    clock.forward(days=9)  # the brief's own day
    issue(council, clock)
    assert [each.words for each in look(code, clock).parts] == [stories.WORDS]
    later = "i dont want dad there"
    phone.text(later)
    page = look(code, clock)
    assert (page.closed, page.goes_on) == ("", (clock() + timedelta(days=6)).date())
    assert later in {each.words for each in page.parts}
    decide(code, clock, Wish("private"), of=later)
    issue(council, clock)
    assert later not in str([row.page for row in every(BriefIssue)])


def test_nobody_decides_with_another_childs_link(
    council: SmallCouncil, code: str, clock: StandingClock
) -> None:
    """Neither another child, nor a carer speaking about this one, nor a made-up address."""
    answer = part(code, clock).answer_id
    other = stories.add_child(clock, "Other", iro=council.iro, due_in=20)
    carer = stories.add_adult(clock, council.child, "Lorna")
    links = (
        stories.invite(other, clock),
        stories.invite(carer, clock, survey="before-the-review-carer"),
    )
    for link in links:
        assert approving.decide(link, answer, Wish("private"), now=clock()) is None
        assert stories.WORDS not in repr(approving.before_it_goes(link, now=clock()))
    assert approving.before_it_goes("nosuchcode", now=clock()) == ClosedLink("unknown")
    assert every(PartChoice) == []


def test_a_sealed_record_opens_for_nobody(
    council: SmallCouncil, code: str, clock: StandingClock
) -> None:
    """The link is closed, on every one of its pages."""
    answer = part(code, clock).answer_id
    with writing():
        db.session.get_one(Person, council.child).record = "sealed"
    closed = ClosedLink("revoked")
    assert approving.before_it_goes(code, now=clock()) == closed
    assert approving.decide(code, answer, Wish("private"), now=clock()) == closed
    assert conversations.open_survey(code, now=clock()) == closed


def test_on_a_shared_phone_only_this_surveys_words_are_shown(
    council: SmallCouncil, code: str, clock: StandingClock
) -> None:
    """A brother reads along: what was said elsewhere stays away from the screen."""
    later = stories.invite(council.child, clock)
    stories.fill_in(later, {"change": "a bike"}, clock)
    assert len(look(later, clock).parts) > 1
    make_child(clock, age=9)
    page = look(later, clock)
    assert page.only_this_survey
    assert [each.words for each in page.parts if each.written] == ["a bike"]
    assert approving.one_part(later, stories.answer_of(stories.WORDS), now=clock()) is None


def test_a_worry_stands_whatever_is_kept_private(
    council: SmallCouncil, clock: StandingClock
) -> None:
    """The part says that a person who can help looks at it; the safety line still counts it."""
    code = stories.invite(council.child, clock)
    stories.fill_in(code, {"safe": "no", "safer": "he hits me"}, clock)
    stories.work()
    for words in ("No", "he hits me"):
        assert part(code, clock, words).must_tell
        decide(code, clock, Wish("private"), of=words)
    assert [row.state for row in every(Worry)] == ["open", "open"]
    page = reviewing.brief(council.child, council.review, user_id=council.iro, now=clock())
    assert page is not None
    assert len(page.brief.safety.notes) == 2


def test_a_changed_answer_stays_as_private_as_it_was(code: str, clock: StandingClock) -> None:
    """They picked "more", kept it private, then picked another: that one is private too."""
    decide(code, clock, Wish("private"), of="More than now")
    move = conversations.FromPage(Answered("see_family", "less"), Who.REVIEW)
    conversations.answer_on_web(code, move, now=clock())
    assert part(code, clock, "Less than now").fate is Fate.PRIVATE


def test_their_own_page_says_what_they_keep_private_or_said_in_other_words(
    code: str, clock: StandingClock
) -> None:
    """Their first words stay theirs to see, with what they decided beside them."""
    decide(code, clock, Wish("private"))
    page = responding.my_voice(code, now=clock())
    assert not isinstance(page, ClosedLink)
    (said,) = (each for each in page.said if each.words == stories.WORDS)
    assert (said.private, said.new_words) == (True, "")
    decide(code, clock, Wish("reworded", words=NEW))
    page = responding.my_voice(code, now=clock())
    assert not isinstance(page, ClosedLink)
    (said,) = (each for each in page.said if each.words == stories.WORDS)
    assert (said.private, said.new_words) == (False, NEW)


def test_new_words_are_read_by_a_person_and_screened(
    council: SmallCouncil, code: str, clock: StandingClock
) -> None:
    """The answer waits to be read again, and what the new words say raises its own worry."""
    answer_id = part(code, clock).answer_id
    reading = worrying.reading_list
    worrying.mark_read(answer_id, user_id=council.duty, now=clock())
    decide(code, clock, Wish("reworded", words="he hits me and i want to die"))
    stories.work()
    row = next(
        each
        for each in reading(user_id=council.duty, now=clock()).rows
        if each.quote.answer_id == answer_id
    )
    assert (row.quote.words, row.new_words) == (stories.WORDS, "he hits me and i want to die")
    assert row.flag == "red"
    assert only(Worry).answer_id == answer_id


def test_what_stands_in_other_words_or_is_private_is_not_read_by_the_iro_as_it_was(
    council: SmallCouncil, code: str, clock: StandingClock
) -> None:
    """The reading duty reads all; the IRO's own list loses it."""

    def listed(user: int) -> bool:
        rows = worrying.reading_list(user_id=user, now=clock()).rows
        return any(stories.WORDS in row.quote.words for row in rows)

    assert listed(council.iro)
    for wish in (Wish("private"), Wish("reworded", words=NEW)):
        decide(code, clock, wish)
        assert (listed(council.iro), listed(council.duty)) == (False, True)


@pytest.fixture
def evening(council: SmallCouncil, phone: Phone) -> Phone:
    """Their phone, after the survey was answered on the web, at five."""
    phone.clock.now = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)
    return phone


def offer(council: SmallCouncil, clock: StandingClock) -> None:
    approving.offer_brief(council.review, public_url=URL, service="Northbeck voices", now=clock())


def test_they_are_offered_to_look_first_by_one_text(
    council: SmallCouncil, code: str, evening: Phone, clock: StandingClock
) -> None:
    """With the link, once, without a name; and not to a number nobody has answered from."""
    offer(council, clock)
    evening.work()
    assert evening.screen == []
    evening.text("hi")
    before = len(evening.screen)
    for _ in range(3):
        offer(council, clock)
        evening.work()
    (text,) = evening.screen[before:]
    assert f"{URL}/s/{code}/brief" in text
    for word in ("Jaz", "Maura"):
        assert word not in text
    assert (only(BriefOffer).state, look(code, clock).answer) == ("offered", "")


def test_a_number_that_has_replied_is_told_what_it_is_about(
    council: SmallCouncil, code: str, evening: Phone, clock: StandingClock
) -> None:
    """Its owner has answered from it before."""
    evening.text("hi")
    offer(council, clock)
    evening.work()
    assert "Your review is soon" in evening.screen[-1]


def test_nobody_is_offered_what_they_have_not_said(
    council: SmallCouncil, evening: Phone, clock: StandingClock
) -> None:
    """Nothing said in this round: nothing to look at, yet."""
    offer(council, clock)
    evening.work()
    assert (evening.screen, every(BriefOffer)) == ([], [])


@pytest.mark.parametrize("why", ["stop", "shared", "not now", "open survey"])
def test_where_no_text_may_go_the_page_is_still_theirs(
    council: SmallCouncil, code: str, evening: Phone, clock: StandingClock, why: str
) -> None:
    """STOP, a shared phone, "not now", or a survey whose question a reply would answer."""
    if why == "stop":
        evening.text("STOP")
    elif why == "shared":
        make_child(clock, age=9)
    elif why == "not now":
        today = clock().date()
        flag = recording.NotNow("bereavement", today, today + timedelta(days=3))
        recording.do_not_ask(council.child, flag, by=None, now=clock())
    else:
        ask = inviting.Ask(council.child, "after-a-visit", "text", "asked_for")
        inviting.invite(ask, now=clock())
        evening.work()
    before = len(evening.screen)
    offer(council, clock)
    evening.work()
    assert len(evening.screen) == before
    assert only(BriefOffer).state == "offered"


def test_what_was_decided_stands_at_the_next_review_too(
    council: SmallCouncil, code: str, clock: StandingClock
) -> None:
    """Held back for one brief is held back everywhere, until they say otherwise."""
    decide(code, clock, Wish("private"))
    answer_id = stories.answer_of(stories.WORDS)
    assert parts.is_kept_private(answer_id)
    assert parts.decided({answer_id}, 9999)[answer_id].held_back
    decide(code, clock, Wish("through"))
    assert not parts.is_kept_private(answer_id)


def test_the_app_is_needed_for_nothing_else(app: Flask, council: SmallCouncil) -> None:
    """A review nobody knows is offered to nobody."""
    approving.offer_brief(9999, public_url=URL, service="x", now=datetime.now(UTC))
    assert every(BriefOffer) == []
