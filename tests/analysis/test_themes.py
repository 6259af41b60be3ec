"""The taxonomy and the lexicon are whole, and say where they are not."""

import copy
import json
from importlib import resources
from typing import Any

import pytest

from analysis import lexicon
from analysis import themes
from analysis.lexicon import LexiconFault
from analysis.phrases import PhraseBook
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


def test_a_former_theme_is_known_by_what_it_became(taxonomy_document: dict[str, Any]) -> None:
    became = {"contact": ["family_time", "siblings"], "school": ["education"]}
    read = themes.read({**taxonomy_document, "became": became}, journey.shipped())
    assert read.today(["school", "contact", "siblings"]) == ("education", "family_time", "siblings")
    assert read.label("school") == read.themes["education"].label
    assert read.label("contact").count(" / ") == 1


@pytest.mark.parametrize(
    ("became", "place"),
    [({"contact": ["nowhere"]}, "'nowhere'"), ({"home": ["safety"]}, "'home' is there")],
)
def test_what_a_theme_became_is_there_and_the_theme_is_not(
    taxonomy_document: dict[str, Any], became: dict[str, list[str]], place: str
) -> None:
    with pytest.raises(TaxonomyFault, match=place):
        themes.read({**taxonomy_document, "became": became}, journey.shipped())


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


ENTRY = {"theme": "home", "phrases": ["my room"], "who": "QA team", "when": "2026-11-23"}
ENTRY |= {"why": "Their room.", "match": "love my room", "miss": "no space"}


def lexicon_with(**changed: Any) -> dict[str, Any]:
    return {"version": "1", "language": "en", "entries": [ENTRY | changed], "stages": {}}


def test_every_theme_has_at_least_seventy_five_phrases_that_read_differently() -> None:
    said: dict[str, list[str]] = {}
    for entry in lexicon.shipped()["en"].entries:
        said.setdefault(entry.theme, []).extend(phrase for phrase, _ in entry.phrases)
    assert set(said) == set(themes.shipped().themes)
    for phrases in said.values():
        assert len({essential(phrase) for phrase in phrases}) >= 75


@pytest.mark.parametrize("number", range(len(lexicon.shipped()["en"].entries)))
def test_each_entry_finds_what_it_must_and_not_what_it_must_not(number: int) -> None:
    entry = lexicon.shipped()["en"].entries[number]
    assert entry.who
    assert entry.why
    assert entry.when >= "2026-11-01"
    book = PhraseBook((phrase, entry.theme) for phrase, _ in entry.phrases)
    assert book.find(book.read(entry.match))
    assert not book.find(book.read(entry.miss))


def test_phrases_for_an_unknown_theme_or_stage_are_refused() -> None:
    with pytest.raises(LexiconFault, match="weather"):
        lexicon.read(lexicon_with(theme="weather"), themes.shipped())
    with pytest.raises(LexiconFault, match="retirement"):
        lexicon.read(lexicon_with() | {"stages": {"retirement": ["rain"]}}, themes.shipped())


def test_an_entry_that_lacks_its_why_or_knows_too_much_is_refused() -> None:
    for broken in (lexicon_with(mood="sad"), {"version": "1", "language": "en", "stages": {}}):
        with pytest.raises(LexiconFault, match="incomplete"):
            lexicon.read(broken, themes.shipped())


def test_a_weight_must_leave_room_for_doubt() -> None:
    with pytest.raises(LexiconFault, match="my room"):
        lexicon.read(lexicon_with(phrases=[{"phrase": "my room", "weight": 1}]), themes.shipped())


def test_an_authority_adds_words_of_its_own_and_sets_ours_aside() -> None:
    ours = lexicon.read(lexicon_with(), themes.shipped())
    theirs = ours.with_own([("home", "the snug")], [("home", "my room")])
    book = theirs.cues
    assert [hit.meaning.added for hit in book.find(book.read("in the snug"))] == [True]
    assert not book.find(book.read("my room"))
    assert ours.cues.find(ours.cues.read("my room"))


@pytest.mark.parametrize("language", ["pl", "", "../en", "xx"])
def test_a_language_without_a_file_has_no_lexicon(language: str) -> None:
    assert language not in lexicon.shipped()
