"""Plain words: what is long or of the trade is named, with something better beside it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.wording import LONGEST_SENTENCE
from surveys.wording import Advised
from surveys.wording import advice
from surveys.wording import plain_words


def test_plain_words_raise_nothing() -> None:
    """Short and said to a child: no advice."""
    assert advice("You can ring Jaz on Sundays. Dev puts it in your plan.") == ()


def test_a_long_sentence_is_named_and_a_short_one_beside_it_is_not() -> None:
    """Each sentence is counted for itself."""
    long = " ".join(["you"] * (LONGEST_SENTENCE + 1))
    (found,) = advice(f"Short one. {long}. Short two.")
    assert (found.why, found.found) == (Advised.LONG_SENTENCE, long)


@pytest.mark.parametrize(
    ("words", "found", "instead"),
    [
        ("Your LAC review is in May.", "LAC review", "your review"),
        ("Contact with mum.", "Contact", "seeing your family"),
        ("your siblings", "siblings", "brothers and sisters"),
    ],
)
def test_a_word_of_the_trade_has_a_childs_word_beside_it(
    words: str, found: str, instead: str
) -> None:
    """The longest that fits, in any case, as it was written."""
    (each,) = advice(words)
    assert (each.why, each.found, each.instead) == (Advised.TRADE_WORD, found, instead)


def test_a_part_of_a_word_is_not_the_word() -> None:
    """A "replacement" is no placement."""
    assert advice("A replacement key. Black is fine. Pepper too.") == ()


@given(st.sampled_from(sorted(plain_words())))
def test_every_word_of_the_list_is_found(word: str) -> None:
    """None hides behind another, and no advice is a word of the trade again."""
    (found,) = advice(word.upper())
    assert found.instead == plain_words()[word]
    assert advice(found.instead) == ()
