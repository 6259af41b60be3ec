"""A survey's words in another language: merged when whole, and left out when behind."""

from copy import deepcopy
from typing import Any

import pytest

from surveys import document
from surveys import journey
from surveys import library
from surveys import translating

KEYS = sorted(library.documents())


def translated(key: str) -> dict[str, Any]:
    """Every word of a survey, in a language where each is told by its place."""
    english = translating.english(library.documents()[key])
    return {
        "survey": key,
        "language": "ar",
        "words": {place: {"english": w, "words": f"«{place}»"} for place, w in english.items()},
    }


@pytest.mark.parametrize("key", KEYS)
def test_a_whole_translation_makes_a_document_with_no_fault_and_the_same_english(key: str) -> None:
    """Every word has its place, none is taken twice, and the English is as it was."""
    before = library.documents()[key]
    both = document.read(translating.merged(before, translated(key)), journey.shipped())
    assert both.languages[-1] == "ar"
    assert translating.english(translating.merged(before, translated(key))) == translating.english(
        before
    )
    first = next(both.questions)
    assert first.wording.of("ar", both.bands[-1]).startswith(f"«questions.{first.key}.ask.")
    assert "ar" not in before["languages"]


def test_a_gap_or_words_made_from_other_english_keep_the_language_out() -> None:
    """Half a survey in a language is none: its questions stay in English, whole."""
    before = library.documents()["after-a-visit"]
    gap, stale = translated("after-a-visit"), translated("after-a-visit")
    del gap["words"]["title.all"]
    stale["words"]["thanks.all"]["english"] = "Thanks."
    assert translating.behind(before, gap).missing == ("title.all",)
    assert translating.behind(before, stale).stale == ("thanks.all",)
    for each in (gap, stale):
        assert translating.merged(before, each) == before


def test_a_survey_edited_by_a_council_takes_no_words_made_from_ours() -> None:
    """Translated words never stand beside English that says something else."""
    edited = deepcopy(dict(library.documents()["after-a-visit"]))
    edited["sections"][0]["questions"][0]["ask"]["en"] = "Did she listen?"
    assert translating.merged(edited, translated("after-a-visit"))["languages"] == ["en"]


@pytest.mark.parametrize("key", KEYS)
def test_every_shipped_survey_reads_in_every_language_it_has(key: str) -> None:
    """What ``voice survey add`` keeps has no fault, whatever was translated so far."""
    assert document.read(library.in_every_language()[key], journey.shipped()).key == key
