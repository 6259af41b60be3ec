"""The order of checking: doubt first, and a tenth by lot so that measuring stays honest."""

from hypothesis import given
from hypothesis import strategies as st

from analysis.checking import Waiting
from analysis.checking import doubt
from analysis.checking import in_order
from analysis.checking import is_drawn

TEXTS = st.lists(
    st.builds(Waiting, st.integers(), st.tuples(st.floats(0, 1))),
    unique_by=lambda each: each.key,
    max_size=60,
)


@given(TEXTS)
def test_every_text_comes_once(texts: list[Waiting]) -> None:
    found = list(in_order(texts))
    assert sorted(each.key for each in found) == sorted(each.key for each in texts)


@given(TEXTS)
def test_the_doubted_ones_come_in_the_order_of_their_doubt(texts: list[Waiting]) -> None:
    strengths = {each.key: each.strengths for each in texts}
    doubts = [doubt(strengths[each.key]) for each in in_order(texts) if not each.drawn]
    assert doubts == sorted(doubts, reverse=True)


def test_one_in_ten_is_drawn_whatever_it_says() -> None:
    drawn = [key for key in range(10_000) if is_drawn(key)]
    assert 850 < len(drawn) < 1150
    found = list(in_order(Waiting(key, (0.99,)) for key in range(10_000)))
    assert {each.key for each in found if each.drawn} == set(drawn)


def test_the_first_of_ten_is_drawn() -> None:
    found = list(in_order(Waiting(key, (0.5,)) for key in range(1000)))
    assert [each.drawn for each in found[:21]] == [True, *[False] * 9] * 2 + [True]


def test_a_half_is_the_most_doubtful_and_silence_is_doubtful() -> None:
    assert doubt((0.5,)) == 1
    assert doubt((0.99, 0.02)) < doubt(()) < doubt((0.6,))
