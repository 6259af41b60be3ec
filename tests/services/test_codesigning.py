"""From an idea to words that are asked: talk, other words, votes, a draft, the sign-off."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask

from analysis.held_back import Kept
from surveys.codesign import About
from surveys.codesign import Step
from tests.at_once import at_once
from tests.people import SmallCouncil
from tests.services.council_stories import KEY
from tests.services.council_stories import ON_TIME
from tests.services.council_stories import Group
from tests.services.council_stories import ask_in
from tests.services.council_stories import make_group
from tests.services.council_stories import vote
from tests.settings import StandingClock
from voice_app.pages.council import IdeaPage
from voice_app.services import codesigning
from voice_app.services import publishing
from voice_app.services import worrying
from voice_app.services.codesigning import Ballot
from voice_app.services.codesigning import CannotPropose
from voice_app.services.codesigning import CannotUse
from voice_app.services.codesigning import CannotVote
from voice_app.services.codesigning import Idea
from voice_app.services.codesigning import OtherWords
from voice_app.services.codesigning import Said
from voice_app.services.codesigning import WordsChanged
from voice_app.store import surveys


@pytest.fixture
def group(council: SmallCouncil, clock: StandingClock) -> Group:
    return make_group(council, clock)


@pytest.fixture
def idea(group: Group, clock: StandingClock) -> int:
    return codesigning.propose(ON_TIME, user_id=group.bee, now=clock())


def look(proposal: int, user_id: int, clock: StandingClock) -> IdeaPage:
    page = codesigning.idea(proposal, user_id=user_id, now=clock())
    assert page is not None
    return page


def test_an_idea_becomes_a_question_that_is_asked_only_after_the_sign_off(
    group: Group, idea: int, clock: StandingClock
) -> None:
    vote(idea, "yes", group.bee, group.zed, group.moz, clock=clock)
    assert look(idea, group.bee, clock).decided is not None
    before = surveys.published(KEY)
    sign_off = codesigning.put_in_survey(idea, user_id=group.worker, now=clock())
    draft = look(sign_off, group.bee, clock).version_id
    assert draft is not None
    with pytest.raises(publishing.NotSignedOff):
        publishing.publish(draft, by=group.worker, now=clock())
    assert surveys.published(KEY) is before
    vote(sign_off, "yes", group.bee, group.zed, group.moz, clock=clock)
    publishing.publish(draft, by=group.worker, now=clock())
    out = surveys.published(KEY)
    assert out is not None
    asked = [q.wording.of("en", "all") for q in surveys.questionnaire(out.id).questions]
    assert asked[-1] == "Did they come on time?"
    assert dict(look(idea, group.bee, clock).steps)[Step.USED]


def test_other_words_ask_everybody_again(group: Group, idea: int, clock: StandingClock) -> None:
    vote(idea, "yes", group.bee, group.zed, clock=clock)
    new = OtherWords(idea, 1, "Was your worker on time?")
    assert codesigning.other_words(new, user_id=group.moz, now=clock()) == 2
    page = look(idea, group.bee, clock)
    assert page.asked_again
    assert (page.standing.yes, page.my_vote) == (0, "")
    assert [piece.words for piece in page.after if piece.change == "in"]
    with pytest.raises(CannotVote, match="changed"):
        codesigning.vote(Ballot(idea, 1, "yes"), user_id=group.moz, now=clock())
    waits = codesigning.overview(user_id=group.bee, now=clock()).to_vote
    assert [row.asked_again for row in waits] == [True]


def test_two_who_write_at_once_both_keep_their_words(
    group: Group, idea: int, clock: StandingClock
) -> None:
    codesigning.other_words(OtherWords(idea, 1, "On time?"), user_id=group.moz, now=clock())
    with pytest.raises(WordsChanged) as refused:
        codesigning.other_words(OtherWords(idea, 1, "Late?"), user_id=group.zed, now=clock())
    assert refused.value.number == 2
    codesigning.other_words(OtherWords(idea, 2, "Late?"), user_id=group.zed, now=clock())
    assert look(idea, group.bee, clock).words == "Late?"


def test_a_member_may_change_their_vote_and_counts_once(
    group: Group, idea: int, clock: StandingClock
) -> None:
    vote(idea, "no", group.bee, clock=clock)
    vote(idea, "change", group.bee, clock=clock)
    page = look(idea, group.bee, clock)
    assert (page.standing.no, page.standing.change, page.my_vote) == (0, 1, "change")


def test_a_vote_on_paper_counts_once_and_never_over_their_own(
    group: Group, idea: int, clock: StandingClock
) -> None:
    ballot = Ballot(idea, 1, "yes")
    codesigning.on_paper(ballot, group.zed, user_id=group.worker, now=clock())
    codesigning.on_paper(ballot, group.zed, user_id=group.worker, now=clock())
    page = look(idea, group.bee, clock)
    assert (page.standing.yes, page.on_paper) == (1, 1)
    vote(idea, "no", group.zed, clock=clock)
    with pytest.raises(CannotVote, match="said_so"):
        codesigning.on_paper(ballot, group.zed, user_id=group.worker, now=clock())
    assert look(idea, group.bee, clock).standing.no == 1


def test_a_worker_has_no_vote(group: Group, idea: int, clock: StandingClock) -> None:
    with pytest.raises(CannotVote, match="not_a_member"):
        codesigning.vote(Ballot(idea, 1, "yes"), user_id=group.worker, now=clock())


def test_who_left_votes_no_more_and_their_words_stay(
    group: Group, idea: int, clock: StandingClock
) -> None:
    codesigning.say(Said(idea, "they were late again"), user_id=group.zed, now=clock())
    codesigning.leave(group.zed, user_id=group.worker, now=clock())
    with pytest.raises(CannotVote, match="not_a_member"):
        codesigning.vote(Ballot(idea, 1, "yes"), user_id=group.zed, now=clock())
    said = look(idea, group.bee, clock).remarks
    assert [(each.by, each.from_adult) for each in said] == [("Zed", False)]


def test_a_nameless_idea_names_nobody_and_an_adults_says_so(
    group: Group, clock: StandingClock
) -> None:
    mine = codesigning.propose(replace(ON_TIME, nameless=True), user_id=group.bee, now=clock())
    theirs = codesigning.propose(ON_TIME, user_id=group.worker, now=clock())
    assert look(mine, group.zed, clock).by == ""
    assert look(theirs, group.zed, clock).from_adult


def test_a_reason_goes_to_whoever_had_the_idea_and_votes_decide_first(
    group: Group, idea: int, clock: StandingClock
) -> None:
    with pytest.raises(CannotUse, match="reason"):
        codesigning.decide(idea, " ", user_id=group.worker, now=clock())
    reason = "We ask that in question 2 already."
    codesigning.decide(idea, reason, user_id=group.worker, now=clock())
    decided = look(idea, group.bee, clock).decided
    assert decided is not None
    assert (decided.state, decided.reason) == ("declined", reason)
    agreed = codesigning.propose(ON_TIME, user_id=group.bee, now=clock())
    vote(agreed, "yes", group.bee, group.zed, group.moz, clock=clock)
    with pytest.raises(CannotUse, match="not_agreed"):
        codesigning.decide(agreed, reason, user_id=group.worker, now=clock())


def test_nothing_is_put_in_a_survey_that_was_not_agreed(
    group: Group, idea: int, clock: StandingClock
) -> None:
    with pytest.raises(CannotUse, match="not_agreed"):
        codesigning.put_in_survey(idea, user_id=group.worker, now=clock())


def test_the_group_changes_its_own_rules_by_vote(group: Group, clock: StandingClock) -> None:
    rules = Idea(About.RULES, "Two of us are enough", place="2/50")
    proposal = codesigning.propose(rules, user_id=group.bee, now=clock())
    vote(proposal, "yes", group.bee, group.zed, group.moz, clock=clock)
    page = codesigning.overview(user_id=group.bee, now=clock())
    assert (page.quorum, page.share) == (2, 50)


def test_words_of_the_council_go_before_ours(group: Group, clock: StandingClock) -> None:
    word = Idea(About.WORD, "the place you stay", place="placement")
    proposal = codesigning.propose(word, user_id=group.bee, now=clock())
    vote(proposal, "yes", group.bee, group.zed, group.moz, clock=clock)
    asked = replace(ON_TIME, words="Do you like your placement?")
    page = look(codesigning.propose(asked, user_id=group.zed, now=clock()), group.zed, clock)
    assert "the place you stay" in [each.instead for each in page.advice]


def test_a_word_that_nobody_should_use_is_named_wherever_it_is_written(
    group: Group, clock: StandingClock
) -> None:
    never = Idea(About.NOT_WORD, "case")
    proposal = codesigning.propose(never, user_id=group.bee, now=clock())
    vote(proposal, "yes", group.bee, group.zed, group.moz, clock=clock)
    asked = replace(ON_TIME, words="Do you know who holds your case?")
    page = look(codesigning.propose(asked, user_id=group.zed, now=clock()), group.zed, clock)
    assert ("case", "") in [(each.found, each.instead) for each in page.advice]
    assert codesigning.word_list().never == ("case",)


def test_a_version_that_changes_what_is_compared_says_so(
    group: Group, clock: StandingClock
) -> None:
    change = Idea(About.CHANGE, "Did they hear you?", survey=KEY, place="worker_listened")
    page = look(codesigning.propose(change, user_id=group.bee, now=clock()), group.bee, clock)
    assert not page.can_be_compared
    assert [piece.words for piece in page.before if piece.change == "out"]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("Ask Jaz Merrin about it", Kept.FINDS_SOMEBODY),
        ("zed you are stupid", Kept.UNKIND),
        ("i want to kill myself", Kept.WORRY),
    ],
)
def test_words_kept_back_are_seen_by_their_writer_and_a_worker_alone(
    group: Group, idea: int, clock: StandingClock, words: str, why: Kept
) -> None:
    codesigning.say(Said(idea, words), user_id=group.bee, now=clock())
    assert [each.kept for each in look(idea, group.bee, clock).remarks] == [why]
    assert look(idea, group.zed, clock).remarks == ()
    held = codesigning.held_words(user_id=group.worker, now=clock())
    assert [(each.words, each.why) for each in held] == [(words, why)]
    codesigning.look_at(held[0].held_id, "shown", "", user_id=group.worker, now=clock())
    assert [each.words for each in look(idea, group.zed, clock).remarks] == [words]


def test_an_idea_kept_back_is_not_there_for_the_group_and_takes_no_vote(
    group: Group, clock: StandingClock
) -> None:
    named = replace(ON_TIME, words="Does Jaz Merrin like it?")
    proposal = codesigning.propose(named, user_id=group.bee, now=clock())
    assert codesigning.idea(proposal, user_id=group.zed, now=clock()) is None
    assert look(proposal, group.bee, clock).kept is Kept.FINDS_SOMEBODY
    with pytest.raises(CannotVote, match="kept_back"):
        codesigning.vote(Ballot(proposal, 1, "yes"), user_id=group.zed, now=clock())


def test_a_worry_reaches_the_duty_desk_with_its_words(
    group: Group, idea: int, council: SmallCouncil, clock: StandingClock
) -> None:
    codesigning.say(Said(idea, "i want to kill myself"), user_id=group.bee, now=clock())
    queue = worrying.queue(user_id=council.duty, now=clock())
    page = worrying.worry_page(1, user_id=council.duty, now=clock())
    assert "red" in repr(queue)
    assert "Bee" in repr(page)
    assert "kill myself" in repr(page)


def test_what_a_member_reports_waits_for_a_look_and_stays_as_the_worker_left_it(
    group: Group, idea: int, clock: StandingClock
) -> None:
    codesigning.say(Said(idea, "whatever"), user_id=group.zed, now=clock())
    remark = look(idea, group.bee, clock).remarks[0].remark_id
    codesigning.report(remark, user_id=group.bee, now=clock())
    assert look(idea, group.moz, clock).remarks == ()
    held = codesigning.held_words(user_id=group.worker, now=clock())[0]
    codesigning.look_at(held.held_id, "shown", "", user_id=group.worker, now=clock())
    codesigning.report(remark, user_id=group.bee, now=clock())
    assert len(look(idea, group.moz, clock).remarks) == 1


@pytest.mark.parametrize(
    ("idea", "why"),
    [
        (replace(ON_TIME, words="  "), "nothing"),
        (replace(ON_TIME, words="x" * 601), "too_long"),
        (replace(ON_TIME, survey="no-such-survey"), "where"),
        (replace(ON_TIME, kind="scale"), "kind"),
        (replace(ON_TIME, kind="one_choice", choices="only one"), "choices"),
        (Idea(About.CHANGE, "Hm?", survey=KEY), "where"),
        (Idea(About.RULES, "Anybody alone", place="1/10"), "rules"),
        (Idea(About.VERSION, "Sneaky"), "where"),
    ],
)
def test_what_cannot_be_an_idea_says_why(
    group: Group, clock: StandingClock, idea: Idea, why: str
) -> None:
    with pytest.raises(CannotPropose, match=why):
        codesigning.propose(idea, user_id=group.bee, now=clock())


def test_the_same_remark_pressed_twice_is_said_once(
    group: Group, idea: int, clock: StandingClock
) -> None:
    for _ in range(2):
        codesigning.say(Said(idea, "yeah good"), user_id=group.zed, now=clock())
    assert len(look(idea, group.bee, clock).remarks) == 1


def test_a_newer_draft_takes_the_place_of_the_one_that_was_to_be_signed_off(
    group: Group, idea: int, clock: StandingClock
) -> None:
    vote(idea, "yes", group.bee, group.zed, group.moz, clock=clock)
    first = codesigning.put_in_survey(idea, user_id=group.worker, now=clock())
    other = replace(ON_TIME, words="Did they stay long enough?")
    second = codesigning.propose(other, user_id=group.zed, now=clock())
    vote(second, "yes", group.bee, group.zed, group.moz, clock=clock)
    newer = codesigning.put_in_survey(second, user_id=group.worker, now=clock())
    with pytest.raises(CannotVote, match="closed"):
        codesigning.vote(Ballot(first, 1, "yes"), user_id=group.bee, now=clock())
    new = [after for _, _, after in look(newer, group.bee, clock).changes]
    assert {"Did they come on time?", "Did they stay long enough?"} <= set(new)


def test_votes_at_the_very_same_moment_all_count_and_settle_it_once(
    app: Flask, group: Group, idea: int, clock: StandingClock
) -> None:
    def votes(member: int) -> Callable[[], object]:
        ballot = Ballot(idea, 1, "yes")
        return lambda: codesigning.vote(ballot, user_id=member, now=clock())

    codesigning.vote(Ballot(idea, 1, "yes"), user_id=group.bee, now=clock())
    at_once(app, votes(group.zed), votes(group.bee), votes(group.bee))
    page = look(idea, group.bee, clock)
    assert (page.standing.yes, page.decided) == (2, None)
    at_once(app, votes(group.moz))
    assert look(idea, group.bee, clock).decided is not None


def test_notes_of_a_meeting_are_there_for_everybody_once(
    group: Group, clock: StandingClock
) -> None:
    for _ in range(2):
        codesigning.write_notes("We liked it.", user_id=group.worker, now=clock())
    assert [each.notes for each in codesigning.meeting_notes()] == ["We liked it."]
    with pytest.raises(codesigning.NoNotes):
        codesigning.write_notes("  ", user_id=group.worker, now=clock())


def test_a_fourth_member_is_asked_too(group: Group, idea: int, clock: StandingClock) -> None:
    vote(idea, "yes", group.bee, clock=clock)
    kit = ask_in("Kit", clock)
    page = look(idea, kit, clock)
    assert kit in page.standing.waiting
    assert page.standing.needed == 3
