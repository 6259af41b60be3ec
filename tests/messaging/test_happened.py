"""How "did it happen?" is answered: two numbers, and the words children use instead."""

import pytest

from messaging.happened import Happened
from messaging.happened import read


def value(words: str) -> str | None:
    found = read(words, band="12-17")
    return found.value if found else None


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        *((each, "yes") for each in ("1", "yes", "yh", "yeah it did", "it happened", "1 he came")),
        *((each, "not_yet") for each in ("2", "not yet", "no", "nah", "no not yet", "2 he forgot")),
        *((each, "not_yet") for each in ("still waiting", "it didnt", "hasn't happened", "b)")),
        *((each, "a_bit") for each in ("a bit", "kind of", "kinda", "sort of", "abit")),
    ],
)
def test_what_is_clear_is_read(words: str, meant: str) -> None:
    """Numbers, letters, and the ways children say the three things."""
    assert value(words) == meant


@pytest.mark.parametrize(
    "words",
    [
        "",
        "3",
        "4",
        "0",
        "skip",
        "idk",
        "1 or 2",
        "yes a bit",
        "yes but no",
        "2 kind of",
        "what",
        "?",
    ],
)
def test_what_could_mean_two_things_is_never_guessed(words: str) -> None:
    """Nor is a number that the text did not offer: "a bit" has none."""
    assert value(words) is None


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("2", ""),
        ("not yet", ""),
        ("no", ""),
        ("2 he forgot AGAIN", "2 he forgot AGAIN"),
        ("not yet, dev is off sick", "not yet, dev is off sick"),
    ],
)
def test_the_reply_is_kept_as_written_where_it_says_more(words: str, kept: str) -> None:
    """A bare answer leaves no comment; anything more stays whole."""
    found = read(words, band="8-11")
    assert found == Happened("not_yet", kept)
