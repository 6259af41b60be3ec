"""Letters and parts are counted as networks count them, and only our own words are made plainer."""

import pytest
import smsutil
from hypothesis import given
from hypothesis import strategies as st

from messaging.alphabet import Alphabet
from messaging.alphabet import Parts
from messaging.alphabet import gentle
from messaging.alphabet import measure


@pytest.mark.parametrize(
    ("words", "letters", "parts", "alphabet"),
    [
        ("", 0, 0, Alphabet.GSM_7),
        ("a" * 160, 160, 1, Alphabet.GSM_7),
        ("a" * 161, 161, 2, Alphabet.GSM_7),
        ("a" * 306, 306, 2, Alphabet.GSM_7),
        ("a" * 307, 307, 3, Alphabet.GSM_7),
        ("€" * 80, 160, 1, Alphabet.GSM_7),
        ("é" * 160, 160, 1, Alphabet.GSM_7),
        ("ł" * 70, 70, 1, Alphabet.UCS_2),
        ("ł" * 71, 71, 2, Alphabet.UCS_2),
        ("ł" * 135, 135, 3, Alphabet.UCS_2),
        ("😊" * 35, 70, 1, Alphabet.UCS_2),
        ("see you’", 8, 1, Alphabet.UCS_2),
    ],
)
def test_a_text_costs_what_the_network_says(
    words: str, letters: int, parts: int, alphabet: Alphabet
) -> None:
    assert measure(words) == Parts(letters, parts, alphabet)


@given(st.text(min_size=1))
def test_parts_match_how_the_text_would_be_split(words: str) -> None:
    assert measure(words).parts == len(smsutil.split(words).parts)


def test_our_own_typography_becomes_plain() -> None:
    assert gentle("“It’s” on\u00a0Monday – or…") == '"It\'s" on Monday - or...'


def test_words_that_stay_outside_gsm_7_keep_their_typography() -> None:
    assert gentle("„Żółw” – tak…") == "„Żółw” – tak…"


@given(st.text())
def test_being_gentle_never_costs_more_parts_and_is_done_once(words: str) -> None:
    plainer = gentle(words)
    assert gentle(plainer) == plainer
    assert measure(plainer).parts <= measure(words).parts
