"""STOP, START and HELP are caught in every language; "stop moving me" is never taken for STOP."""

import json
import unicodedata
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messaging.keywords import Keyword
from messaging.keywords import asks_to_stop
from messaging.keywords import keyword
from messaging.vocabulary import vocabulary

LANGUAGES = ("en", "ar", "fa", "ps", "ckb", "vi", "ti", "pl", "ro", "ur")
DOCUMENT: dict[str, Any] = json.loads(
    resources.files("messaging").joinpath("keywords.json").read_text(encoding="utf-8")
)
FORMS = [
    (Keyword(kind), language, form)
    for kind in Keyword
    for language, forms in DOCUMENT[kind].items()
    for form in forms
]
REQUESTS = [
    line.split(" | ")
    for line in Path(__file__).with_name("stop_requests.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("kind", "language", "form"), FORMS)
def test_each_form_is_its_keyword_however_it_is_typed(
    kind: Keyword, language: str, form: str
) -> None:
    for written in (form, form.upper(), f"  {form}! \n", unicodedata.normalize("NFD", form)):
        assert keyword(written) is kind


def test_every_language_has_every_keyword() -> None:
    assert {(kind, language) for kind, language, _ in FORMS} == {
        (kind, language) for kind in Keyword for language in LANGUAGES
    }


@pytest.mark.parametrize("kind", ["hello", "link"])
def test_hello_and_link_are_understood_in_every_language(kind: str) -> None:
    assert set(DOCUMENT[kind]) == set(LANGUAGES)
    assert {name for name in DOCUMENT["languages"] if name != "en-x-easy"} == set(LANGUAGES)


@pytest.mark.parametrize(
    "words", ["stop moving me", "yes", "no", "start again", "help them", "", "!!", "đúng", "dung"]
)
def test_what_says_more_or_something_else_is_no_keyword(words: str) -> None:
    assert keyword(words) is None


def test_no_keyword_is_also_an_everyday_answer() -> None:
    for language in LANGUAGES:
        known = vocabulary(language)
        answers = known.skip | known.not_sure | known.none | frozenset().union(*known.same_as)
        assert {phrase for phrase in answers if keyword(" ".join(phrase))} == set()


@pytest.mark.parametrize(("expected", "words"), REQUESTS)
def test_only_a_plain_wish_not_to_be_texted_stops_us(expected: str, words: str) -> None:
    assert asks_to_stop(words) == (expected == "stop")


def test_both_sides_of_the_table_are_long_enough_to_mean_something() -> None:
    sides = [expected for expected, _ in REQUESTS]
    assert min(sides.count("stop"), sides.count("answer")) >= 40


@given(st.text())
def test_any_text_at_all_gets_a_verdict(words: str) -> None:
    assert asks_to_stop(words) in (True, False)
    assert keyword(words) in (None, *Keyword)


@given(st.sampled_from([words for expected, words in REQUESTS if expected == "stop"]))
def test_a_request_stays_a_request_in_capitals_and_with_spaces(words: str) -> None:
    assert asks_to_stop(f"\n {words.upper()}  ")
