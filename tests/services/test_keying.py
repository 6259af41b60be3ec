"""A paper form, or a call, typed in: the one door, nobody's words lost and none put over others."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from surveys.engine import Answered
from surveys.engine import Misread
from surveys.engine import Move
from surveys.engine import Skipped
from surveys.questions import Problem
from surveys.questions import Value
from tests.people import SmallCouncil
from tests.people import make_user
from tests.rows import answers
from tests.rows import current
from tests.rows import every
from tests.rows import messages
from tests.rows import only
from tests.rows import survey
from tests.rows import worries
from tests.services import stories
from tests.settings import StandingClock
from voice_app.models.conversations import Answer
from voice_app.models.record import AccessLog
from voice_app.models.surveys import Invitation
from voice_app.pages.my_voice import MyVoice
from voice_app.pages.on_paper import KeyedIn
from voice_app.policy import DEFAULT_WHO
from voice_app.policy import Role
from voice_app.policy import Who
from voice_app.services import conversations
from voice_app.services import inviting
from voice_app.services import responding
from voice_app.services.conversations import FromPage
from voice_app.services.conversations import Sheet

WORDS = "i wnat to see kit on sundays too"
Key = Callable[..., KeyedIn]


def said(key: str, value: Value, comment: str = "", who: Who = DEFAULT_WHO) -> FromPage:
    return FromPage(Answered(key, value, comment), who)


def sheet(*given: FromPage, **how: object) -> Sheet:
    by_key = {getattr(each.move, "question", ""): each for each in given}
    return Sheet(**{"by": "paper", "band": "12-17", "given": by_key, **how})  # type: ignore[arg-type]


@pytest.fixture
def code(council: SmallCouncil, clock: StandingClock) -> str:
    return stories.invite(council.child, clock)


@pytest.fixture
def key(code: str, council: SmallCouncil, clock: StandingClock) -> Key:
    """Type a sheet in, as the participation worker."""
    invitation = inviting.invitation_of(code) or 0

    def typed(*given: FromPage, user_id: int = council.participation, **how: object) -> KeyedIn:
        return conversations.key_in(invitation, sheet(*given, **how), user_id=user_id, now=clock())

    return typed


def test_every_word_goes_in_as_it_was_written(key: Key, council: SmallCouncil) -> None:
    """And what was left empty is a skip; who may see it is as they ticked."""
    keyed = key(said("safe", "yes"), said("change", WORDS, who=Who.REVIEW), helped_by="carer")
    assert (keyed.saved, keyed.kept, keyed.apart) == (2, 0, 0)
    row = current("change")
    assert (row.words, row.channel, row.who_sees, row.flag) == (
        WORDS,
        "paper",
        Who.REVIEW,
        "unscreened",
    )
    assert current("school").state == "skipped"
    assert answers("safer") == []  # not on her way: no skip of hers
    sitting = survey()
    assert (sitting.state, sitting.keyed_by, sitting.helped_by) == (
        "finished",
        council.participation,
        "carer",
    )
    noted = [row for row in every(AccessLog) if row.what.startswith("keyed:")]
    assert [(row.did, row.user_id, row.reason) for row in noted] == [
        ("changed", council.participation, "paper")
    ]


def test_not_safe_raises_the_same_worry_and_the_words_are_read(key: Key) -> None:
    """The duty desk waits for no post office."""
    keyed = key(said("safe", "no"), said("safer", "somebody shouts"), by="call")
    assert keyed.worry
    assert [families for _tier, families in worries()] == [["unsafe_home"]]
    stories.work()
    assert current("safer").flag != "unscreened"
    assert current("safer").channel == "call"


def test_the_same_form_sent_twice_is_one_form(key: Key) -> None:
    """A double press, and one with the boxes ticked to write over."""
    form = (said("safe", "no", "at night"), said("change", WORDS), said("safer", "shouting"))
    key(*form)
    rows, jobs = len(every(Answer)), worries()
    again = key(*form)
    assert (again.saved, again.kept) == (0, 3)
    key(*form, over=frozenset({"safe", "change"}))
    assert len(every(Answer)) == rows
    assert worries() == jobs


def test_what_she_said_on_the_web_stands_unless_this_came_after(
    key: Key, code: str, clock: StandingClock
) -> None:
    stories.fill_in(code, {"safe": "yes", "change": "her own words"}, clock)
    keyed = key(said("safe", "sometimes"), said("change", WORDS), said("school", "not_sure"))
    assert (keyed.saved, keyed.kept) == (1, 2)
    assert current("change").words == "her own words"
    keyed = key(said("change", WORDS), over=frozenset({"change"}))
    assert (current("change").words, keyed.saved) == (WORDS, 1)
    assert [row.words for row in answers("change")] == ["her own words", WORDS]
    assert current("safe").value == "yes"


def test_an_answer_to_what_she_is_not_asked_is_kept_for_a_person(key: Key) -> None:
    """She ticked that she is safe, and wrote what would make her safer all the same."""
    form = (said("safe", "yes"), said("safer", "less shouting"), said("share_words", "yes"))
    keyed = key(*form)
    assert (keyed.saved, keyed.apart) == (1, 2)
    kept = [row.words or "" for row in messages()]
    assert "less shouting" in kept
    assert any(words.endswith("Yes") for words in kept)  # a tick, with its question
    key(*form)
    assert len(messages()) == 2


def test_words_beside_no_tick_are_kept_with_their_question(key: Key) -> None:
    """Nothing of theirs is made into an answer that they did not give."""
    move: Move = Misread("safe", "depends who is in")
    key(FromPage(move, DEFAULT_WHO))
    row = current("safe")
    assert (row.state, row.words, row.has_words) == ("not_understood", "depends who is in", True)
    assert current("change").state == "skipped"


def test_what_they_do_not_understand_is_told(key: Key) -> None:
    key(FromPage(Skipped("safe", unclear=True), DEFAULT_WHO))
    assert (current("safe").state, current("safe").unclear) == ("skipped", True)


def test_one_slip_keeps_the_whole_form_back(key: Key) -> None:
    """Nothing half-saved: the typist sees what to put right."""
    keyed = key(said("safe", "perhaps"), said("change", WORDS))
    assert keyed.problems == {"safe": Problem.NOT_A_CHOICE}
    assert every(Answer) == []
    assert survey().keyed_by is None


def test_a_call_that_broke_off_leaves_the_rest_for_another_time(key: Key) -> None:
    key(said("safe", "yes"), by="call", rest_later=True)
    assert {row.question for row in every(Answer)} == {"safe"}
    assert survey().state == "open"


def test_a_paper_that_comes_late_is_taken_and_one_that_was_closed_is_not(
    key: Key, clock: StandingClock
) -> None:
    clock.now = only(Invitation).expires_at + timedelta(days=3)
    assert key(said("change", WORDS)).saved == 1
    inviting.revoke(only(Invitation).id, now=clock())
    with pytest.raises(conversations.LinkShut):
        key(said("change", WORDS), over=frozenset({"change"}))


def test_notes_of_what_was_seen_are_marked_and_never_mixed_with_her_words(
    key: Key, code: str, clock: StandingClock
) -> None:
    notes = {"helped_by": "worker", "observed": True}
    stories.fill_in(code, {"safe": "yes"}, clock)
    assert key(said("change", "She smiled"), **notes).mixed
    assert not survey().observed
    assert "She smiled" not in {row.words for row in every(Answer)}


def test_notes_alone_are_notes(key: Key) -> None:
    key(said("change", "She smiled"), band="4-7", helped_by="worker", observed=True)
    assert (survey().observed, survey().band) == (True, "4-7")


@pytest.mark.parametrize("role", [Role.IRO, Role.SOCIAL_WORKER])
def test_only_those_who_work_with_her_type_for_her(
    key: Key, clock: StandingClock, role: Role
) -> None:
    with pytest.raises(conversations.NotYours):
        key(said("change", WORDS), user_id=make_user("stranger", role, clock))


def test_who_types_is_not_shown_what_she_said(
    key: Key, code: str, council: SmallCouncil, clock: StandingClock
) -> None:
    """That it is there, how and when."""
    stories.fill_in(code, {"safe": "no", "change": "only for maura"}, clock)
    way = conversations.Way("paper", "8-11", "")
    page = conversations.to_key_in(
        only(Invitation).id, way, user_id=council.participation, now=clock()
    )
    assert page.there["change"].channel == "web"
    assert page.form.band == "8-11"
    assert "only for maura" not in repr(page)
    assert "'no'" not in repr(page.there)


def test_she_sees_on_her_page_how_it_came_and_who_typed_it(
    key: Key, code: str, clock: StandingClock
) -> None:
    key(said("change", WORDS))
    page = responding.my_voice(code, now=clock())
    assert isinstance(page, MyVoice)
    assert [(s.words, s.channel, s.keyed_by) for s in page.said] == [
        (WORDS, "paper", "Petra Invented")
    ]


def test_a_parent_is_rung_about_early_help(council: SmallCouncil, clock: StandingClock) -> None:
    """The script is a survey like any other; what is said goes where a parent's words go."""
    mother = stories.add_adult(clock, council.child, "Dana", kind="parent")
    ask = inviting.Ask(mother, "early-help-by-phone", "web", "by_hand")
    asked = inviting.invite(ask, now=clock())
    assert isinstance(asked, inviting.Invited)
    way = conversations.Way("call")
    page = conversations.to_key_in(asked.invitation_id, way, user_id=council.iro, now=clock())
    assert page.form.intro.startswith("Read this out.")
    assert page.about == "Jaz Merrin"
    form = sheet(said("told_why", "yes"), said("change", "ring me back"), by="call", band="18+")
    conversations.key_in(asked.invitation_id, form, user_id=council.iro, now=clock())
    sitting = survey()
    assert (sitting.about_id, current("change").words) == (council.child, "ring me back")
