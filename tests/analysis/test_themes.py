"""The taxonomy and the lexicon are whole, and say where they are not."""

import copy
import json
from importlib import resources
from typing import Any

import pytest

from analysis import lexicon
from analysis import themes
from analysis.lexicon import LexiconFault
from analysis.phrases import essential
from analysis.themes import TaxonomyFault
from surveys import journey


def document(name: str) -> dict[str, Any]:
    text = resources.files("analysis").joinpath("themes", name).read_text(encoding="utf-8")
    parsed: dict[str, Any] = json.loads(text)
    return parsed


@pytest.fixture(scope="module")
def taxonomy_document() -> dict[str, Any]:
    return document("taxonomy.json")


@pytest.fixture(scope="module")
def lexicon_document() -> dict[str, Any]:
    return document("lexicon.en.json")


def test_twenty_four_themes_each_with_words_for_people() -> None:
    shipped = themes.shipped()
    assert len(shipped.themes) == 24
    for theme in shipped.themes.values():
        assert theme.label
        assert theme.definition.endswith(".")
        assert theme.question.endswith("?")
        assert theme.stages
        assert theme.plans


def test_every_schedule_7_paragraph_and_plan_is_reached_by_a_theme() -> None:
    shipped = themes.shipped()
    reached = {number for theme in shipped.themes.values() for number in theme.schedule_7}
    assert reached == set(shipped.schedule_7)
    plans = {plan for theme in shipped.themes.values() for plan in theme.plans}
    assert plans == set(journey.shipped().plans)
    codes = {code for theme in shipped.themes.values() for code in theme.qa}
    assert codes == set(shipped.qa)


@pytest.mark.parametrize(
    ("field", "wrong", "place"),
    [
        ("stages", ["nowhere"], "'nowhere'"),
        ("plans", ["holiday"], "'holiday'"),
        ("qa", ["Q99"], "'Q99'"),
        ("schedule_7", [14], "14"),
    ],
)
def test_an_unknown_stage_plan_or_code_is_named_with_its_theme(
    taxonomy_document: dict[str, Any], field: str, wrong: list[Any], place: str
) -> None:
    broken = copy.deepcopy(taxonomy_document)
    broken["themes"][3][field] = wrong
    with pytest.raises(TaxonomyFault, match=f"'carers'.*{place}"):
        themes.read(broken, journey.shipped())


def test_two_themes_may_not_share_a_key(taxonomy_document: dict[str, Any]) -> None:
    broken = copy.deepcopy(taxonomy_document)
    broken["themes"].append(broken["themes"][0])
    with pytest.raises(TaxonomyFault, match="same key"):
        themes.read(broken, journey.shipped())


def test_an_incomplete_theme_is_refused(taxonomy_document: dict[str, Any]) -> None:
    broken = copy.deepcopy(taxonomy_document)
    del broken["themes"][0]["question"]
    with pytest.raises(TaxonomyFault, match="question"):
        themes.read(broken, journey.shipped())


def test_every_theme_has_at_least_twenty_five_phrases_that_read_differently(
    lexicon_document: dict[str, Any],
) -> None:
    assert set(lexicon_document["themes"]) == set(themes.shipped().themes)
    for entries in lexicon_document["themes"].values():
        said = [entry if isinstance(entry, str) else entry["phrase"] for entry in entries]
        assert len(said) >= 25
        assert len({essential(phrase) for phrase in said}) == len(said)


@pytest.mark.parametrize(("where", "key"), [("themes", "weather"), ("stages", "retirement")])
def test_phrases_for_an_unknown_theme_or_stage_are_refused(where: str, key: str) -> None:
    broken = {"version": "1", "language": "en", "themes": {}, "stages": {}, where: {key: ["rain"]}}
    with pytest.raises(LexiconFault, match=key):
        lexicon.read(broken, themes.shipped())


def test_a_weight_must_leave_room_for_doubt() -> None:
    certain = {"home": [{"phrase": "my room", "weight": 1}]}
    broken = {"version": "1", "language": "en", "themes": certain, "stages": {}}
    with pytest.raises(LexiconFault, match="my room"):
        lexicon.read(broken, themes.shipped())


@pytest.mark.parametrize("language", ["pl", "", "../en", "xx"])
def test_a_language_without_a_file_has_no_lexicon(language: str) -> None:
    assert language not in lexicon.shipped()
