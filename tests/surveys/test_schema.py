"""The published JSON Schema and ``document.read`` say the same of the same document."""

import json
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from broken_documents import EVERY
from broken_documents import SEEN_BY_THE_SCHEMA
from broken_documents import SEEN_WHEN_READ
from broken_documents import Broken
from broken_documents import spoilt
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from surveys import journey
from surveys import library
from surveys.document import DocumentRefused
from surveys.document import read
from surveys.questions import Kind
from surveys.written import write

SCHEMA = json.loads(
    resources.files("surveys").joinpath("document.schema.json").read_text(encoding="utf-8")
)
VALIDATOR = Draft202012Validator(SCHEMA)
EXAMPLES = sorted((Path(__file__).parent / "examples").glob("*.json"), key=lambda path: path.stem)

Copy = Callable[[str], dict[str, Any]]


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_the_schema_knows_every_kind_of_question() -> None:
    kinds = SCHEMA["$defs"]["question"]["properties"]["kind"]["enum"]
    assert sorted(kinds) == sorted(Kind)


@pytest.mark.parametrize("key", sorted(library.documents()))
def test_every_shipped_survey_fits_before_and_after_it_is_written(key: str) -> None:
    VALIDATOR.validate(library.documents()[key])
    VALIDATOR.validate(write(library.shipped()[key]))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_fits(path: Path) -> None:
    VALIDATOR.validate(json.loads(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("broken", SEEN_BY_THE_SCHEMA, ids=str)
def test_what_is_refused_for_its_shape_does_not_fit(document: Copy, broken: Broken) -> None:
    assert not VALIDATOR.is_valid(spoilt(document(broken.example), broken.field, broken.value))


@pytest.mark.parametrize("broken", SEEN_WHEN_READ, ids=str)
def test_what_only_reading_shows_does_fit(document: Copy, broken: Broken) -> None:
    VALIDATOR.validate(spoilt(document(broken.example), broken.field, broken.value))


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(["", "en", "pet", "yes_no"]),
    lambda inside: st.lists(inside, max_size=2) | st.dictionaries(st.just("en"), inside),
    max_leaves=4,
)


def is_read(document: object) -> bool:
    try:
        read(document, journey.shipped())
    except DocumentRefused:
        return False
    return True


@given(st.sampled_from(EVERY), ANYTHING)
def test_whatever_stands_in_a_field_it_is_refused_or_it_fits(
    document: Copy, broken: Broken, value: object
) -> None:
    changed = spoilt(document(broken.example), broken.field, value)
    if is_read(changed):  # which raises nothing but its refusal
        VALIDATOR.validate(changed)
