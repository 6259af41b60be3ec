"""The first worry screen misses none of the plain ones, and never calls anything safe."""

import json
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import families
from analysis import worry
from analysis.comment import Comment
from analysis.families import UNREAD_LANGUAGE
from analysis.families import FamilyFault
from analysis.families import Tier
from analysis.phrases import essential
from analysis.worry import WorryFault
from analysis.worry import screen

SENTENCES = Path(__file__).parent / "sentences"


def messages(name: str) -> list[Any]:
    text = (SENTENCES / name).read_text(encoding="utf-8")
    listed: list[Any] = json.loads(text)["messages"]
    return listed


WORRIES = messages("worries.json")
ORDINARY = messages("ordinary.json")
TRAPS = messages("traps.json")


# The messages themselves stay out of the names of the tests.
@pytest.mark.parametrize("number", range(len(WORRIES)))
def test_a_plain_worry_is_never_grey(number: int) -> None:
    found = screen(Comment(WORRIES[number]["words"]))
    assert found.tier is not Tier.GREY
    assert WORRIES[number]["family"] in found.families
    assert found.spans


@pytest.mark.parametrize("number", range(len(ORDINARY)))
def test_an_everyday_message_raises_nothing(number: int) -> None:
    assert screen(Comment(ORDINARY[number])).tier is Tier.GREY


@pytest.mark.parametrize("number", range(len(TRAPS)))
def test_an_idiom_a_denial_or_a_lesson_is_not_red(number: int) -> None:
    assert screen(Comment(TRAPS[number])).tier is not Tier.RED


def test_the_lists_are_as_long_as_they_must_be() -> None:
    assert len(WORRIES) >= 40
    assert len(ORDINARY) >= 30
    assert len(TRAPS) >= 15


def test_every_family_is_among_the_plain_worries() -> None:
    listed = {message["family"] for message in WORRIES}
    assert listed == set(families.shipped()) - {"wants_contact", UNREAD_LANGUAGE}


@pytest.mark.parametrize(
    ("plain", "lowered"),
    [
        ("he hits me", "he never hits me"),
        ("he hits me", "he used to hit me"),
        ("i ran away", "he ran away in a film"),
        ("he beat me", "he beat me at fifa"),
    ],
)
def test_what_lowers_a_worry_never_removes_it(plain: str, lowered: str) -> None:
    assert screen(Comment(plain)).tier is Tier.RED
    below = screen(Comment(lowered))
    assert below.tier is Tier.AMBER
    assert below.families == screen(Comment(plain)).families


@pytest.mark.parametrize(
    "words", ["i would never kill myself", "nobody touches my private parts", "not getting fgm"]
)
def test_three_families_are_not_lowered_by_saying_not(words: str) -> None:
    assert screen(Comment(words)).tier is Tier.RED


def test_a_new_subject_ends_the_reach_of_not() -> None:
    assert screen(Comment("mum dont care he hits me")).tier is Tier.RED


def test_one_red_sign_is_enough_whatever_else_is_lowered() -> None:
    found = screen(Comment("he would never hit me. but i want to die"))
    assert found.tier is Tier.RED
    assert found.families == ("suicide", "physical_harm")


@pytest.mark.parametrize(
    "comment",
    [
        Comment("chcę porozmawiać o szkole", language="pl"),
        Comment("ضربني زوج أمي"),
        Comment("my room is nice", language="so"),
    ],
)
def test_a_language_without_a_list_is_amber(comment: Comment) -> None:
    found = screen(comment)
    assert found.tier is Tier.AMBER
    assert found.families == (UNREAD_LANGUAGE,)


def test_english_words_are_seen_inside_another_language() -> None:
    found = screen(Comment("mama, he hits me", language="pl"))
    assert found.tier is Tier.RED
    assert found.families == ("physical_harm", UNREAD_LANGUAGE)


@pytest.mark.parametrize("words", ["", "  \n"])
def test_nothing_written_is_grey_in_any_language(words: str) -> None:
    assert screen(Comment(words, language="pl")) == worry.Screening(Tier.GREY)


@given(st.text(max_size=60), st.sampled_from(range(len(WORRIES))), st.text(max_size=60))
def test_words_before_and_after_never_make_a_worry_grey(
    before: str, number: int, after: str
) -> None:
    words = f"{before}\n{WORRIES[number]['words']}\n{after}"
    assert screen(Comment(words)).tier is not Tier.GREY


def test_a_structured_answer_has_its_tier_without_any_reading() -> None:
    shipped = families.shipped()
    assert shipped["unsafe_home"].tier is Tier.RED
    assert shipped["wants_contact"].tier is Tier.AMBER
    assert {key for key, family in shipped.items() if family.ignores_negation} == {
        "suicide",
        "sexual_harm",
        "fgm_forced_marriage",
    }


def phrases_document() -> dict[str, Any]:
    file = resources.files("analysis").joinpath("worries/phrases.en.json")
    parsed: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return parsed


def test_no_phrase_that_lowers_reads_like_a_sign_itself() -> None:
    document = phrases_document()
    signs = {
        essential(phrase)
        for by_tier in document["families"].values()
        for phrases in by_tier.values()
        for phrase in phrases
    }
    lowering = [*document["lowered_by"], *document["lowered_near"]]
    lowering += [phrase for phrases in document["lowered_in"].values() for phrase in phrases]
    assert [phrase for phrase in lowering if essential(phrase) in signs] == []


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"families": {"weather": {"red": ["rain"]}}}, "weather"),
        ({"families": {"suicide": {"purple": ["rain"]}}}, "purple"),
        ({"lowered_in": {"weather": ["rain"]}}, "weather"),
    ],
)
def test_phrases_of_an_unknown_family_or_tier_are_refused(
    changed: dict[str, Any], place: str
) -> None:
    empty: dict[str, Any] = {"version": "1", "families": {}, "lowered_in": {}}
    empty |= {"lowered_by": [], "lowered_near": []}
    with pytest.raises(WorryFault, match=place):
        worry.read(empty | changed, families.shipped())


@pytest.mark.parametrize(
    "entries",
    [
        [{"key": "a", "label": "A", "tier": "purple", "ignores_negation": False}],
        [{"key": "a", "label": "A", "tier": "grey", "ignores_negation": False}],
        [{"key": "a", "label": "A", "tier": "red", "ignores_negation": False}] * 2,
        [{"key": "a", "tier": "red"}],
        [{"label": "A"}],
    ],
)
def test_a_family_that_raises_nothing_or_stands_twice_is_refused(
    entries: list[dict[str, Any]],
) -> None:
    with pytest.raises(FamilyFault):
        families.read({"families": entries})
