"""What a vote binds to, when words are agreed, and what changed between two wordings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.codesign import Rules
from surveys.codesign import RulesFault
from surveys.codesign import Says
from surveys.codesign import Standing
from surveys.codesign import Step
from surveys.codesign import Vote
from surveys.codesign import differences
from surveys.codesign import standing
from surveys.codesign import steps

RULES = Rules(quorum=3, share=60)
SIX = frozenset(range(6))
votes = st.lists(
    st.builds(Vote, st.integers(0, 7), st.integers(1, 3), st.sampled_from(list(Says))), max_size=12
)


def said(*says: Says, wording: int = 1) -> list[Vote]:
    return [Vote(member, wording, each) for member, each in enumerate(says)]


def test_enough_yes_of_all_members_agree_a_wording() -> None:
    assert not standing(said(*[Says.YES] * 3), 1, SIX, RULES).agreed
    assert standing(said(*[Says.YES] * 4), 1, SIX, RULES).agreed


def test_too_few_voices_agree_nothing() -> None:
    assert not standing(said(Says.YES, Says.YES), 1, {0, 1}, RULES).agreed


def test_a_new_wording_asks_everybody_again() -> None:
    before = said(*[Says.YES] * 4)
    now = standing(before, 2, SIX, RULES)
    assert (now.yes, now.said) == (0, 0)
    assert now.asked_again == {0, 1, 2, 3}
    assert now.waiting == SIX


def test_the_word_of_one_who_left_still_counts_and_she_is_asked_no_more() -> None:
    now = standing(said(Says.YES, Says.YES, Says.YES), 1, {1, 2}, RULES)
    assert (now.yes, now.needed, now.waiting) == (3, 2, frozenset())


@given(votes, st.frozensets(st.integers(0, 7), max_size=8))
def test_nobody_is_counted_twice_and_yes_never_falls_short(
    cast: list[Vote], members: frozenset[int]
) -> None:
    now = standing(cast, 2, members, RULES)
    assert now.said == len({vote.member for vote in cast if vote.wording == 2})
    assert now.asked_again <= now.waiting <= members
    if now.agreed:
        assert now.yes * 100 >= len(members) * RULES.share
        assert now.yes >= 2


@given(votes)
def test_one_more_yes_never_undoes_an_agreement(cast: list[Vote]) -> None:
    members = frozenset(range(8))
    before = standing(cast, 1, members, RULES)
    after = standing([*cast, *(Vote(m, 1, Says.YES) for m in before.waiting)], 1, members, RULES)
    assert after.agreed or not before.agreed


@pytest.mark.parametrize(("quorum", "share"), [(1, 60), (3, 40), (3, 101)])
def test_rules_that_are_no_agreement_are_refused(quorum: int, share: int) -> None:
    with pytest.raises(RulesFault):
        Rules(quorum, share)


@given(st.text(max_size=60), st.text(max_size=60))
def test_each_side_of_a_difference_is_what_was_written(old: str, new: str) -> None:
    left, right = differences(old, new)
    assert "".join(piece.words for piece in left) == old
    assert "".join(piece.words for piece in right) == new
    same = [[p.words for p in side if p.change == "same"] for side in (left, right)]
    assert same[0] == same[1]


def test_a_difference_is_shown_word_by_word() -> None:
    left, right = differences("Did they take it into account?", "Did they listen?")
    assert "".join(p.words for p in left if p.change == "out").strip() == "take it into account"
    assert [p.words for p in right if p.change == "in"] == ["listen"]


def test_every_step_is_drawn_also_the_ones_to_come() -> None:
    drawn = steps({Step.READ: True})
    assert [step for step, _ in drawn] == list(Step)
    assert [came for _, came in drawn] == [True, False, False, False, False]


def test_where_nobody_is_a_member_nothing_is_agreed() -> None:
    empty = standing([], 1, frozenset(), RULES)
    assert isinstance(empty, Standing)
    assert not empty.agreed
