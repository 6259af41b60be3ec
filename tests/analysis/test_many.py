"""Reading many: people are counted, small numbers stay hidden, quotes stand for others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.counts import Mention
from analysis.many.agreement import Judgement
from analysis.many.agreement import ac1
from analysis.many.agreement import alpha
from analysis.many.keyness import key_words
from analysis.many.phrases_said import phrases_said
from analysis.many.representative import Candidate
from analysis.many.representative import representative
from analysis.many.shares import by_period
from analysis.many.shares import wilson
from analysis.sense import Sense

PERIODS = ["autumn", "winter"]


def mentions(theme: str, period: str, people: range) -> list[Mention]:
    return [Mention(f"p{number}", theme, period) for number in people]


def test_a_share_has_its_interval() -> None:
    said = mentions("home", "autumn", range(12)) + mentions("", "autumn", range(12, 40))
    autumn, winter = by_period(said, themes=["home"], periods=PERIODS)["home"]
    assert (autumn.people.shown, autumn.answered.shown) == (12, 40)
    assert autumn.share == pytest.approx(0.3)
    assert (autumn.low, autumn.high) == pytest.approx((0.181, 0.454), abs=0.001)
    assert winter.share is None


def test_a_small_number_has_no_share_and_cannot_be_worked_out() -> None:
    said = mentions("home", "autumn", range(3)) + mentions("", "autumn", range(3, 40))
    (autumn, _) = by_period(said, themes=["home"], periods=PERIODS)["home"]
    assert autumn.people.hidden
    assert autumn.share is autumn.low is autumn.high is None


def test_of_few_people_there_is_no_percentage() -> None:
    said = mentions("home", "autumn", range(6)) + mentions("", "autumn", range(6))
    assert by_period(said, themes=["home"], periods=PERIODS)["home"][0].share is None


@given(st.integers(0, 60), st.integers(0, 60))
def test_an_interval_holds_its_share(hits: int, more: int) -> None:
    low, high = wilson(hits, hits + more)
    assert 0 <= low <= high <= 1
    if hits + more:
        assert low <= hits / (hits + more) + 1e-9
        assert high >= hits / (hits + more) - 1e-9


def group(word: str, people: int, of: int) -> dict[str, list[str]]:
    return {f"{word}{n}": [f"i like {word if n < people else 'tea'}"] * 3 for n in range(of)}


def test_a_word_is_typical_by_people_and_not_by_repeating() -> None:
    (found,) = key_words(group("swimming", 20, 30), group("tea", 60, 60))
    assert (found.word, found.people) == ("swimming", 20)
    one = {"a": ["swimming"] * 50, **group("tea", 30, 30)}
    assert key_words(one, group("tea", 60, 60)) == ()


def test_a_word_of_four_people_is_never_shown() -> None:
    assert key_words(group("swimming", 4, 5), group("tea", 600, 600)) == ()


def test_a_name_is_never_a_key_word() -> None:
    said = key_words(group("swimming", 20, 30), group("tea", 60, 60), left_out=["Swimming"])
    assert said == ()


def test_a_phrase_is_what_many_people_say() -> None:
    said = {f"p{n}": ["my social worker is late", "i see the dog"] for n in range(6)}
    said |= {f"q{n}": ["worker bees are social"] for n in range(6)}
    assert ("social worker", 6) in [(each.words, each.people) for each in phrases_said(said)]
    assert phrases_said({"p": ["social worker"] * 20}) == ()


def quotes(*said: tuple[str, Sense]) -> list[Candidate]:
    return [Candidate(str(n), f"p{n}", words, sense) for n, (words, sense) in enumerate(said)]


def test_the_most_typical_comes_first_and_praise_and_worry_are_both_heard() -> None:
    there = quotes(
        ("the bus is late", Sense.WORRY),
        ("my room is cold", Sense.WORRY),
        ("my room is cold and small", Sense.WORRY),
        ("my room is cold at night", Sense.WORRY),
        ("love my room", Sense.PRAISE),
    )
    first, second, third = representative(there, 3)
    assert "room is cold" in first.words
    assert second.words == "love my room"
    assert third.words != first.words


def test_nobody_is_quoted_twice() -> None:
    there = [Candidate(str(n), "one", f"my room {n}") for n in range(4)]
    assert len(representative(there)) == 1
    assert representative([]) == ()


def said(reader: str, text: str, *themes: str) -> Judgement:
    return Judgement(reader, text, frozenset(themes))


def test_agreement_is_one_where_all_agree_and_low_where_nobody_does() -> None:
    same = [said(r, t, "home") for r in "ab" for t in "12"] + [
        said(r, t, "school") for r in "ab" for t in "34"
    ]
    assert alpha(same) == pytest.approx(1.0)
    assert ac1(same, "home") == pytest.approx(1.0)
    crossed = [said("a", t, "home") for t in "1234"] + [said("b", t, "school") for t in "1234"]
    assert (alpha(crossed) or 0) < 0
    assert ac1(crossed, "home") == pytest.approx(-1.0)


def test_half_a_match_is_half_a_disagreement() -> None:
    half = [said("a", "1", "home"), said("b", "1", "home", "carers")]
    half += [said(r, "2", "school") for r in "ab"]
    assert 0 < (alpha(half) or 0) < 1


def test_of_one_reader_there_is_no_agreement() -> None:
    assert alpha([said("a", "1", "home")]) is None
    assert ac1([said("a", "1", "home")], "home") is None
    assert alpha([said("a", "1"), said("b", "1")]) == 1.0
