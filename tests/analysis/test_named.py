"""Whom words speak of: found too much rather than too little, and never for no reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.named import EVERYDAY
from analysis.named import How
from analysis.named import Known
from analysis.named import named

AROUND = (
    Known("maura", "Maura Ellery", ("iro", "reviewing officer")),
    Known("dev", "Dev Rowley", ("social worker", "my worker", "sw")),
    Known("will", "Will Price", ("advocate",)),
    Known("lorna", "Zoë Pask"),
    Known("home", "Lark House"),
)


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("maura was late", "maura"),
        ("Mauras always late", "maura"),
        ("mauar was late", "maura"),
        ("ms ellery dont listen", "maura"),
        ("my IRO is ok", "maura"),
        ("devs not picking up", "dev"),
        ("my  social worker hates me", "dev"),
        ("my sw again", "dev"),
        ("I told Will everything", "will"),
        ("i told will price everything", "will"),
        ("zoe shouts", "lorna"),
        ("ZOË SHOUTS", "lorna"),
        ("its cold at lark house", "home"),
        ("larks cold", "home"),
    ],
)
def test_somebody_is_found(words: str, who: str) -> None:
    assert [each.key for each in named(words, AROUND)] == [who]


@pytest.mark.parametrize(
    "words",
    [
        "", "will you ring me", "Will you ring me", "the price is too high", "my house is cold",
        "WILL ANYBODY RING ME", "more of the same", "they deviate", "a worker came to fix the tap",
    ],
)  # fmt: skip
def test_everyday_words_name_nobody(words: str) -> None:
    assert named(words, AROUND) == ()


@given(
    st.text(max_size=40),
    st.sampled_from([one for one in AROUND if one.key in ("maura", "dev")]),
    st.text(max_size=40),
)
def test_a_name_that_stands_alone_is_always_found(before: str, one: Known, after: str) -> None:
    """Whatever stands around it; the place it gives is the name's."""
    words = f"{before} {one.name.lower()} {after}"
    found = {each.key: each for each in named(words, AROUND)}
    assert one.key in found
    run = found[one.key]
    assert 0 <= run.start < run.end <= len(words)


@given(st.lists(st.sampled_from(sorted(EVERYDAY)), max_size=12))
def test_everyday_words_in_small_letters_never_name_anybody(words: list[str]) -> None:
    """Else every text would be kept from a worker called Will."""
    parts = {"will price", "lark house"}
    text = " x ".join(words)
    if not any(part in text for part in parts):
        assert [each for each in named(text, AROUND) if each.how is How.NAME] == []
