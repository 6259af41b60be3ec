"""Other words in a document: a new document that reads, and the old one untouched."""

from copy import deepcopy
from typing import Any

import pytest

from surveys import editing
from surveys.document import read
from surveys.editing import NewQuestion
from surveys.editing import NoSuchPlace
from surveys.editing import StepsAreFixed
from surveys.journey import shipped
from surveys.library import documents
from surveys.library import in_every_language
from surveys.translating import behind
from surveys.translating import merged

KEY = "after-a-visit"


@pytest.fixture
def visit() -> dict[str, Any]:
    return deepcopy(dict(in_every_language()[KEY]))


@pytest.mark.parametrize("key", sorted(documents()))
def test_a_reworded_survey_still_reads_and_the_old_one_is_as_it_was(key: str) -> None:
    old = in_every_language()[key]
    kept = deepcopy(dict(old))
    question = next(
        q for s in old["sections"] for q in s["questions"] if q["kind"] != "information"
    )
    new = editing.reworded(old, question["key"], "What was it like?")
    asked = read(new, shipped()).question(question["key"])
    assert asked is not None
    assert asked.wording.of("en", "12-17") == "What was it like?"
    assert old == kept
    assert editing.only_words_changed(editing.in_english(old), new) or "by_text" in question


def test_a_new_question_stands_at_the_end_of_its_section(visit: dict[str, Any]) -> None:
    new = editing.with_question(visit, NewQuestion("on_time", "Did they come on time?", "yes_no"))
    questions = list(read(new, shipped()).questions)
    assert questions[-1].key == "on_time"
    assert [choice.value for choice in questions[-1].choices] == ["yes", "no"]
    assert not editing.only_words_changed(editing.in_english(visit), new)


def test_a_new_choice_leaves_the_set_that_others_share_as_it_was(visit: dict[str, Any]) -> None:
    new = editing.with_choice(visit, "time_alone", "Some of it")
    asked = read(new, shipped()).question("time_alone")
    assert asked is not None
    assert [c.wording.of("en", "all") for c in asked.choices] == ["Yes", "No", "Some of it"]
    assert new["choice_sets"] == editing.in_english(visit)["choice_sets"]


def test_a_scale_keeps_its_steps(visit: dict[str, Any]) -> None:
    with pytest.raises(StepsAreFixed):
        editing.with_choice(visit, "worker_listened", "Ish")


@pytest.mark.parametrize("place", ["nowhere", "will_do"])
def test_a_place_that_is_not_there_is_named(visit: dict[str, Any], place: str) -> None:
    with pytest.raises(NoSuchPlace, match=place):
        editing.with_choice(visit, place, "Some of it")


def test_a_language_leaves_until_its_new_words_are_written(visit: dict[str, Any]) -> None:
    arabic = editing.translation_in(visit, "ar")
    assert not behind(editing.in_english(visit), arabic)
    new = editing.reworded(visit, "will_do", "What did they promise?")
    assert new["languages"] == ["en"]
    assert behind(new, arabic).stale == ("questions.will_do.ask.all",)
    place = arabic["words"]["questions.will_do.ask.all"]
    place.update(english="What did they promise?", words=place["words"])
    assert merged(new, arabic)["languages"] == ["en", "ar"]


def test_what_changed_is_named_place_by_place(visit: dict[str, Any]) -> None:
    new = editing.reworded(visit, "will_do", "What did they promise?")
    assert editing.changed(visit, new) == (
        (
            "questions.will_do.ask.all",
            "What did your worker say they would do?",
            "What did they promise?",
        ),
    )


def test_a_key_is_made_of_the_words_and_never_taken_twice() -> None:
    assert editing.a_key("Did they come on time, or late?", {}) == "did_they_come_on_time"
    assert editing.a_key("Did they come on time?", {"did_they_come_on_time": 1}).endswith("_2")
    assert editing.a_key("؟", {}) == "question"
