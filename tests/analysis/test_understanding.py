"""What was said, with its why: models and lexicons together, and when one is broken."""

import json
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import understanding
from analysis.asked import themes_asked
from analysis.comment import Comment
from analysis.families import UNREAD_LANGUAGE
from analysis.families import Tier
from analysis.tagger import State
from analysis.understanding import Understanding
from analysis.understanding import UnderstandingFault

SENTENCES = Path(__file__).parent / "sentences"
NEVER_MISS = json.loads((SENTENCES / "never_miss.json").read_text(encoding="utf-8"))["sentences"]
SHIPPED = understanding.shipped()


@pytest.mark.parametrize("number", range(len(NEVER_MISS)))
def test_what_must_never_be_missed_is_raised_however_it_is_spelt(number: int) -> None:
    for spelling in NEVER_MISS[number]["spellings"]:
        assert SHIPPED.screening(Comment(spelling)).tier is not Tier.GREY


def test_the_list_is_sixty_sentences_in_three_spellings() -> None:
    assert len(NEVER_MISS) == 60
    assert {len(each["spellings"]) for each in NEVER_MISS} == {3}


def test_a_tag_says_what_it_rests_on() -> None:
    words = "i never see my brother since he moved"
    tag = SHIPPED.tags(Comment(words, question_themes=("siblings",)))[0]
    assert (tag.theme, tag.state) == ("siblings", State.ASSERT)
    assert "question" in tag.rule
    assert "model" in tag.rule
    assert any("brother" in words[start:end] for start, end in tag.spans + tag.leaned_on)


def test_the_question_lends_its_theme_to_a_short_answer() -> None:
    words = "twice a month, not enough"
    without = {each.theme: each.strength for each in SHIPPED.tags(Comment(words))}
    asked = SHIPPED.tags(Comment(words, question_themes=("family_time",)))
    assert asked[0].theme == "family_time"
    assert asked[0].strength > without.get("family_time", 0)


def test_words_added_by_an_authority_count_at_once() -> None:
    words = "the snug is where i go"
    own = SHIPPED.lexicons["en"].with_own([("home", "the snug")])
    taught = Understanding({"en": own}, SHIPPED.theme_model, SHIPPED.worry_model)
    before = {each.theme: each.strength for each in SHIPPED.tags(Comment(words))}
    after = {each.theme: each for each in taught.tags(Comment(words))}
    assert after["home"].state is State.ASSERT
    assert after["home"].strength > before.get("home", 0)


def test_without_a_model_the_lexicon_speaks_alone() -> None:
    alone = Understanding(SHIPPED.lexicons, None, None)
    assert [each.theme for each in alone.tags(Comment("i love my room"))] == ["home"]
    assert "model none" in alone.version
    assert alone.screening(Comment("i want to die")).tier is Tier.RED


def test_the_version_names_the_rules_the_words_and_the_model() -> None:
    rules, words, model = SHIPPED.version.split(", ")
    assert rules.startswith("rules ")
    assert words.startswith("words en ")
    assert model.startswith("model ")


@pytest.mark.parametrize("language", ["pl", "so", "ti"])
def test_words_in_a_language_without_a_list_are_amber_and_untagged(language: str) -> None:
    comment = Comment("nie wiem co powiedziec", language=language)
    assert SHIPPED.tags(comment) == ()
    screened = SHIPPED.screening(comment)
    assert screened.tier is not Tier.GREY
    assert UNREAD_LANGUAGE in screened.families


@pytest.mark.parametrize(
    "words",
    [
        "",
        " \n",
        "😀😀😀",
        "\ud83d half",
        "a" * 50_000,
        "word " * 10_000,
        "مرحبا hello привет",
        "\0",
    ],
)
def test_whatever_is_written_there_is_a_result(words: str) -> None:
    SHIPPED.tags(Comment(words))
    SHIPPED.screening(Comment(words))


@given(st.text(max_size=200), st.sampled_from(["en", "pl", "ar", ""]))
def test_every_span_lies_within_the_words(words: str, language: str) -> None:
    comment = Comment(words, language=language)
    for tag in SHIPPED.tags(comment):
        assert 0 < tag.strength <= 1
        for start, end in tag.spans + tag.leaned_on:
            assert 0 <= start < end <= len(words)
    for start, end in SHIPPED.screening(comment).spans:
        assert 0 <= start < end <= len(words)


@pytest.mark.parametrize("broken", [b"", b"not a model", b"voice model 1\nshort"])
def test_a_broken_model_is_named(broken: bytes, tmp_path: Path) -> None:
    file = tmp_path / "themes.en.model"
    file.write_bytes(broken)
    with pytest.raises(UnderstandingFault, match=r"themes\.en\.model"):
        understanding.read_from(tmp_path)


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnderstandingFault, match=r"themes\.en\.model"):
        understanding.read_from(tmp_path)


def test_the_models_are_small() -> None:
    for name in (understanding.THEMES_FILE, understanding.WORRIES_FILE):
        assert len(resources.files("analysis").joinpath("models", name).read_bytes()) < 5_000_000


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("How is family time going?", ("family_time",)),
        ("how is contact going", ("family_time",)),
        ("Is there anything else you want to tell us?", ()),
        ("", ()),
    ],
)
def test_a_question_in_words_is_known_by_its_themes(question: str, asked: tuple[str, ...]) -> None:
    assert themes_asked(question, SHIPPED) == asked
