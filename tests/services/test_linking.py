"""Threads: what quality assurance may see of a voice, without a name, and what hangs on it."""

import pytest
from flask import Flask
from sqlalchemy import func
from sqlalchemy import select

from tests.people import SmallCouncil
from tests.people import make_user
from tests.phones import Phone
from tests.services import stories
from tests.settings import StandingClock
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.quality import Action
from voice_app.models.quality import ActionLink
from voice_app.models.quality import EvidenceLink
from voice_app.models.quality import EvidenceLinkTag
from voice_app.pages.quality import ThreadPage
from voice_app.policy import Role
from voice_app.services import conversations
from voice_app.services import linking
from voice_app.services import recording
from voice_app.services import responding
from voice_app.services import worrying

NAMED = "maura said jazs mum could come but lorna Invented forgot, ask kit or 07700 900417"


def page_of(answer: int, council: SmallCouncil, clock: StandingClock) -> ThreadPage:
    page = linking.thread_page(answer, user_id=council.qa, now=clock())
    assert page is not None
    return page


def steps(page: ThreadPage) -> list[str]:
    return [step.state for step in page.steps]


def count(table: type) -> int:
    return db.session.scalar(select(func.count()).select_from(table)) or 0


def link(answer: int, finding: int, council: SmallCouncil, clock: StandingClock) -> int:
    made = linking.Link(answer, finding, note="the plan says nothing")
    return linking.link_finding(made, user_id=council.qa, now=clock())


def act(answer: int, council: SmallCouncil, clock: StandingClock) -> int:
    new = linking.NewAction(answer, "Write family time into the plan", "team_manager")
    return linking.start_action(new, user_id=council.qa, now=clock())


@pytest.fixture
def voice(council: SmallCouncil, clock: StandingClock) -> int:
    """Words whose writer has agreed that they are used without a name."""
    return stories.say(council.child, clock, share=True)


def test_only_voices_that_were_shared_reach_quality_assurance(
    council: SmallCouncil, clock: StandingClock
) -> None:
    kept = stories.say(council.child, clock, "this is for maura")
    shared = stories.say(council.child, clock, share=True)
    assert linking.thread_page(kept, user_id=council.qa, now=clock()) is None
    listed = linking.thread_list(user_id=council.qa, show="all", now=clock())
    assert [row.answer_id for row in listed.rows] == [shared]


def test_there_is_no_thread_of_what_does_not_exist(
    council: SmallCouncil, clock: StandingClock
) -> None:
    assert linking.thread_page(9999, user_id=council.qa, now=clock()) is None


def test_an_officer_passes_a_voice_on_and_then_it_is_there(
    council: SmallCouncil, clock: StandingClock
) -> None:
    kept = stories.say(council.child, clock)
    linking.pass_on(kept, user_id=council.iro, now=clock())
    assert page_of(kept, council, clock).quote.words == stories.WORDS


def test_a_stranger_cannot_pass_a_voice_on(council: SmallCouncil, clock: StandingClock) -> None:
    kept = stories.say(council.child, clock)
    for stranger in (make_user("other", Role.IRO, clock), council.qa, council.participation):
        with pytest.raises(linking.NotYours):
            linking.pass_on(kept, user_id=stranger, now=clock())
    assert linking.thread_page(kept, user_id=council.qa, now=clock()) is None


def test_who_takes_their_agreement_back_takes_all_their_words_back(
    council: SmallCouncil, clock: StandingClock
) -> None:
    code = stories.invite(council.child, clock)
    stories.fill_in(code, {"change": "first words", "share_words": "yes"}, clock)
    first = stories.answer_of("first words")
    for key, value in (("change", "other words"), ("share_words", "no")):
        given = conversations.FromPage(stories.Answered(key, value), stories.Who.IRO_WORKER)
        conversations.answer_on_web(code, given, now=clock())
    for answer in (first, stories.answer_of("other words")):
        assert linking.thread_page(answer, user_id=council.qa, now=clock()) is None
    assert linking.thread_list(user_id=council.qa, show="all", now=clock()).rows == ()


def test_skipping_the_question_of_agreement_later_takes_it_back_too(
    council: SmallCouncil, clock: StandingClock, voice: int
) -> None:
    code = stories.invite(council.child, clock)
    stories.fill_in(code, {"change": "more words", "share_words": "yes"}, clock)
    given = conversations.FromPage(stories.Skipped("share_words"), stories.Who.IRO_WORKER)
    conversations.answer_on_web(code, given, now=clock())
    answer = stories.answer_of("more words")
    assert linking.thread_page(answer, user_id=council.qa, now=clock()) is None
    assert page_of(voice, council, clock), "another sitting keeps its own agreement"


def test_words_they_changed_since_are_theirs_again(
    council: SmallCouncil, clock: StandingClock
) -> None:
    code = stories.invite(council.child, clock)
    stories.fill_in(code, {"change": "first words", "share_words": "yes"}, clock)
    first = stories.answer_of("first words")
    given = conversations.FromPage(stories.Answered("change", "other"), stories.Who.IRO_WORKER)
    conversations.answer_on_web(code, given, now=clock())
    assert linking.thread_page(first, user_id=council.qa, now=clock()) is None


def test_what_they_want_kept_out_of_the_room_is_never_shared(
    council: SmallCouncil, clock: StandingClock
) -> None:
    code = stories.invite(council.child, clock)
    said = {"change": stories.WORDS, "share_words": "yes", "keep_out": "not this"}
    stories.fill_in(code, said, clock)
    answer = stories.answer_of("not this")
    assert linking.thread_page(answer, user_id=council.qa, now=clock()) is None
    given = conversations.FromPage(stories.Answered("share_words", "no"), stories.Who.IRO_WORKER)
    conversations.answer_on_web(code, given, now=clock())
    given = conversations.FromPage(stories.Answered("share_words", "yes"), stories.Who.IRO_WORKER)
    conversations.answer_on_web(code, given, now=clock())
    assert linking.thread_page(answer, user_id=council.qa, now=clock()) is None


def test_names_of_the_childs_network_are_hidden_wherever_their_words_stand(
    app: Flask, council: SmallCouncil, clock: StandingClock, phone: Phone
) -> None:
    stories.add_adult(clock, council.child, "Lorna")
    brother = stories.add_child(clock, "Kit", iro=council.iro, due_in=16)
    recording.relate(council.child, brother, kind="sibling", by=None, now=clock())
    answer = stories.say(council.child, clock, NAMED, share=True)
    told = "Jaz, Lorna will bring Kit. Maura has it in the plan."
    responding.tell_back(answer, told, user_id=council.iro, now=clock())
    clock.forward(hours=6)
    phone.work()
    phone.text("yes thank maura and lorna")
    page = page_of(answer, council, clock)
    assert page.helped == "yes"
    assert page.quote.words == (
        "[name] said [name] mum could come but [name] forgot, ask [name] or [phone]"
    )
    shown = repr(page).lower()
    for name in ("jaz", "merrin", "maura", "lorna", "kit", "900417"):
        assert name not in shown.replace("maura invented", ""), name  # staff are named as such
    assert page.told[0].words == "[name], [name] will bring [name]. [name] has it in the plan."


def test_a_carer_of_several_children_names_none_of_them(
    council: SmallCouncil, clock: StandingClock
) -> None:
    carer = stories.add_adult(clock, council.child, "Lorna")
    other = stories.add_child(clock, "Tobi", iro=council.iro, due_in=16)
    recording.relate(other, carer, kind="foster_carer", by=None, now=clock())
    code = stories.invite(carer, clock, survey="before-the-review-carer")
    words = "jaz and tobi need more time, so says maura"
    stories.fill_in(code, {"change": words, "share_words": "yes"}, clock)
    page = page_of(stories.answer_of(words), council, clock)
    assert page.quote.words == "[name] and [name] need more time, so says [name]"


def test_every_look_is_recorded_with_whose_words_they_are(
    council: SmallCouncil, clock: StandingClock, voice: int
) -> None:
    page_of(voice, council, clock)
    linking.thread_list(user_id=council.qa, show="all", now=clock())
    for what in (f"thread:{voice}", f"answer:{voice}"):
        looks = [(look.user_id, look.person_id) for look in stories.looks(what)]
        assert looks == [(council.qa, council.child)], what


def test_a_thread_goes_step_by_step_and_says_what_is_owed(
    council: SmallCouncil, clock: StandingClock, voice: int
) -> None:
    finding = stories.add_findings(clock)[1]

    def owed() -> str:
        return page_of(voice, council, clock).owed

    assert owed() == "A person must read it first."
    worrying.mark_read(voice, user_id=council.duty, now=clock())
    assert owed() == "It is tied to no finding or plan yet."
    link(voice, finding, council, clock)
    assert owed() == "Nothing is being done about it yet."
    action = act(voice, council, clock)
    linking.finish_action(action, user_id=council.qa, now=clock())
    assert owed() == "They have not been told what was done."
    responding.tell_back(voice, "It is in the plan.", user_id=council.qa, now=clock())
    page = page_of(voice, council, clock)
    assert (page.owed, page.state) == ("", "awaiting_child")
    assert steps(page) == ["done", "done", "done", "done", "done", "waiting"]


@pytest.mark.parametrize("days", [28, 29])
def test_a_step_that_waits_more_than_28_days_is_a_gap(
    council: SmallCouncil, clock: StandingClock, voice: int, days: int
) -> None:
    clock.forward(days=days)
    page = page_of(voice, council, clock)
    assert page.steps[2].state == ("gap" if days > 28 else "waiting")
    row = linking.thread_list(user_id=council.qa, show="gap", now=clock())
    assert row.with_gap == len(row.rows) == (1 if days > 28 else 0)


def test_a_step_that_was_passed_over_is_a_gap(
    council: SmallCouncil, clock: StandingClock, voice: int
) -> None:
    responding.tell_back(voice, "We heard you.", user_id=council.qa, now=clock())
    page = page_of(voice, council, clock)
    assert steps(page)[2:5] == ["gap", "gap", "done"]
    row = linking.thread_list(user_id=council.qa, show="all", now=clock()).rows[0]
    assert row.gap == "Finding"


def test_threads_with_a_gap_come_first_and_can_be_asked_for_alone(
    council: SmallCouncil, clock: StandingClock, voice: int
) -> None:
    clock.forward(days=40)
    fresh = stories.say(council.child, clock, "the newest words of all", share=True)
    listed = linking.thread_list(user_id=council.qa, show="all", now=clock())
    assert [row.answer_id for row in listed.rows] == [voice, fresh]
    gaps = linking.thread_list(user_id=council.qa, show="gap", now=clock())
    assert [row.answer_id for row in gaps.rows] == [voice]


def test_the_same_link_twice_is_one_link_with_the_tags_behind_it(
    council: SmallCouncil, clock: StandingClock, voice: int
) -> None:
    finding = stories.add_findings(clock)[1]
    assert link(voice, finding, council, clock) == link(voice, finding, council, clock)
    assert count(EvidenceLink) == 1
    assert count(EvidenceLinkTag) == len(page_of(voice, council, clock).tags)
    shown = page_of(voice, council, clock).links[0]
    assert shown.to == "Few plans say when (Care plans looked at, Sep 2026)"
    assert (shown.note, shown.made_by) == ("the plan says nothing", "Hal Invented")


def test_a_linked_finding_is_no_longer_suggested(
    council: SmallCouncil, clock: StandingClock, voice: int
) -> None:
    far, near = stories.add_findings(clock)
    suggested = page_of(voice, council, clock).suggestions
    assert [each.finding_id for each in suggested] == [near, far]
    assert suggested[0].reason == "Also about “Seeing my family”, at the same stage"
    link(voice, near, council, clock)
    left = page_of(voice, council, clock).suggestions
    assert [each.finding_id for each in left] == [far]


def test_nobody_links_or_acts_on_a_voice_that_was_not_shared_with_them(
    council: SmallCouncil, clock: StandingClock
) -> None:
    kept = stories.say(council.child, clock)
    finding = stories.add_findings(clock)[1]
    with pytest.raises(linking.NotYours):
        link(kept, finding, council, clock)
    with pytest.raises(linking.NotYours):
        act(kept, council, clock)
    with pytest.raises(linking.NotYours):
        linking.confirm_tags(kept, ["family_time"], user_id=council.qa, now=clock())
    assert count(EvidenceLink) == count(Action) == 0


def test_the_childs_own_officer_acts_on_a_voice_that_was_not_shared(
    council: SmallCouncil, clock: StandingClock
) -> None:
    kept = stories.say(council.child, clock)
    new = linking.NewAction(kept, "Ask for a visit", "social_worker")
    assert linking.start_action(new, user_id=council.iro, now=clock())


def test_an_action_rests_on_the_finding_its_voice_was_tied_to(
    council: SmallCouncil, clock: StandingClock, voice: int
) -> None:
    finding = stories.add_findings(clock)[1]
    link(voice, finding, council, clock)
    action = db.session.get_one(Action, act(voice, council, clock))
    assert (action.finding_id, action.state) == (finding, "agreed")
    shown = page_of(voice, council, clock).actions[0]
    assert (shown.owner_role, shown.made_by) == ("team manager", "Hal Invented")


def test_an_action_is_finished_once(
    council: SmallCouncil, clock: StandingClock, voice: int
) -> None:
    action = act(voice, council, clock)
    linking.finish_action(action, user_id=council.qa, now=clock())
    first = clock()
    clock.forward(days=1)
    linking.finish_action(action, user_id=council.qa, now=clock())
    assert db.session.get_one(Action, action).settled_at == first


def test_confirmed_tags_are_kept_with_who_said_so_and_new_ones_added(
    council: SmallCouncil, clock: StandingClock, voice: int
) -> None:
    seen = ["family_time", "siblings"]
    linking.confirm_tags(voice, seen, user_id=council.qa, now=clock())
    linking.confirm_tags(voice, seen, user_id=council.qa, now=clock())
    tags = {tag.theme: tag for tag in page_of(voice, council, clock).tags}
    for theme in seen:
        assert (tags[theme].state, tags[theme].maker) == ("confirmed", "Hal Invented")
    with pytest.raises(ValueError, match="no theme"):
        linking.confirm_tags(voice, ["made_up"], user_id=council.qa, now=clock())


def test_how_many_others_said_it_is_hidden_while_they_are_few(
    council: SmallCouncil, clock: StandingClock, voice: int
) -> None:
    assert "hidden" in page_of(voice, council, clock).others_like_it
    for name in ("Ann", "Ben", "Cas", "Dee"):
        child = stories.add_child(clock, name, iro=council.iro, due_in=20)
        stories.say(child, clock)
    assert page_of(voice, council, clock).others_like_it.startswith("5 people")
    clock.forward(days=92)
    assert not page_of(voice, council, clock).others_like_it.startswith("5")


def test_who_speaks_is_said_without_a_name(council: SmallCouncil, clock: StandingClock) -> None:
    carer = stories.add_adult(clock, council.child, "Lorna")
    code = stories.invite(carer, clock, survey="before-the-review-carer")
    stories.fill_in(code, {"change": "a night off", "share_words": "yes"}, clock)
    assert page_of(stories.answer_of("a night off"), council, clock).quote.speaker == "carer"


def test_nobody_finishes_an_action_that_rests_on_a_voice_they_may_not_work_with(
    council: SmallCouncil, clock: StandingClock
) -> None:
    kept = stories.say(council.child, clock)
    new = linking.NewAction(kept, "Ask for a visit", "social_worker")
    action = linking.start_action(new, user_id=council.iro, now=clock())
    with pytest.raises(linking.NotYours):
        linking.finish_action(action, user_id=council.qa, now=clock())
    assert db.session.get_one(Action, action).state == "agreed"
    linking.finish_action(action, user_id=council.iro, now=clock())
    assert db.session.get_one(Action, action).state == "done"


def test_one_voice_of_many_is_enough_to_refuse(
    council: SmallCouncil, clock: StandingClock, voice: int
) -> None:
    action = act(voice, council, clock)
    kept = stories.say(council.child, clock, "this is for maura")
    with writing():
        db.session.add(ActionLink(action_id=action, answer_id=kept))
    with pytest.raises(linking.NotYours):
        linking.finish_action(action, user_id=council.qa, now=clock())


def test_an_action_of_the_register_that_rests_on_no_voice_is_finished_as_ever(
    council: SmallCouncil, clock: StandingClock
) -> None:
    with writing():
        action = Action(words="Say when", owner_role="team_manager", made_at=clock())
        db.session.add(action)
    linking.finish_action(action.id, user_id=council.qa, now=clock())
    assert db.session.get_one(Action, action.id).state == "done"


def test_threads_that_wait_longest_stand_first(
    council: SmallCouncil, clock: StandingClock, voice: int
) -> None:
    clock.forward(days=40)
    late = stories.say(council.child, clock, "said some time later", share=True)
    clock.forward(days=40)
    fresh = [stories.say(council.child, clock, f"new words {n}", share=True) for n in range(2)]
    listed = linking.thread_list(user_id=council.qa, show="all", now=clock())
    assert [row.answer_id for row in listed.rows] == [voice, late, *fresh]


def test_a_list_that_is_cut_says_so_and_counts_all(
    council: SmallCouncil, clock: StandingClock, voice: int
) -> None:
    stories.say(council.child, clock, "the same day", share=True)
    clock.forward(days=40)
    listed = linking.thread_list(user_id=council.qa, show="gap", now=clock(), most=1)
    assert [row.answer_id for row in listed.rows] == [voice]
    assert (listed.total, listed.with_gap) == (2, 2)
