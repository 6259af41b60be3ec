"""Tags: what the words say, what the question adds, and when there is nothing to say."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import themes
from analysis.comment import Comment
from analysis.comment import Span
from analysis.sense import Sense
from analysis.sense import sense
from analysis.tagger import MOST_TAGS
from analysis.tagger import State
from analysis.tagger import tag

SENTENCES = Path(__file__).parent / "sentences"
SAID = json.loads((SENTENCES / "themes.json").read_text(encoding="utf-8"))["messages"]


def themes_of(words: str) -> list[str]:
    return [each.theme for each in tag(Comment(words))]


@pytest.mark.parametrize("number", range(len(SAID)))
def test_the_themes_a_person_would_give_are_among_the_tags(number: int) -> None:
    assert set(SAID[number]["themes"]) <= set(themes_of(SAID[number]["words"]))


def test_few_tags_are_asserted_that_a_person_would_not_give() -> None:
    given_themes, right = 0, 0
    for message in SAID:
        asserted = {t.theme for t in tag(Comment(message["words"])) if t.state is State.ASSERT}
        given_themes += len(asserted)
        right += len(asserted & set(message["themes"]))
    assert right / given_themes >= 0.85


def test_every_theme_is_said_at_least_once_in_the_examples() -> None:
    assert {theme for message in SAID for theme in message["themes"]} == set(
        themes.shipped().themes
    )


@pytest.mark.parametrize(
    ("words", "nearer", "further"),
    [
        ("my social worker is kind", "worker_trust", "worker_contact"),
        ("never see my social worker", "worker_contact", "worker_trust"),
        ("love my room", "home", "carers"),
        ("my carers shout at me", "carers", "home"),
        ("nobody asked me what i want", "heard", "understanding"),
        ("no one explained why", "understanding", "heard"),
        ("too many people at my review", "meetings", "heard"),
        ("more contact with my sister", "siblings", "family_time"),
        ("see my mum more", "family_time", "siblings"),
        ("scared of the dark", "safety", "feelings"),
        ("said she would and never did", "follow_through", "worker_contact"),
        ("they call me names", "fairness", "safety"),
    ],
)
def test_neighbouring_themes_are_told_apart(words: str, nearer: str, further: str) -> None:
    found = themes_of(words)
    assert found[0] == nearer
    assert further not in found


def test_a_tag_shows_the_words_that_caused_it_as_they_were_written() -> None:
    words = "honestly i LUV my  rooom"
    (found,) = tag(Comment(words))
    assert found.theme == "home"
    assert [words[span.start : span.end] for span in found.spans] == ["my  rooom"]
    assert found.rule == "lexicon:my room"


def test_the_question_alone_only_suggests() -> None:
    (found,) = tag(Comment("its ok", question_themes=("food_for_thought",)))
    assert (found.state, found.rule, found.spans) == (State.SUGGEST, "question", ())


def test_the_question_makes_a_weak_word_sure() -> None:
    alone = tag(Comment("the dog"))[0]
    asked = tag(Comment("the dog", question_themes=("home",)))[0]
    assert (alone.theme, alone.state) == ("home", State.SUGGEST)
    assert (asked.theme, asked.state) == ("home", State.ASSERT)
    assert asked.rule == "lexicon:dog + question"
    assert asked.strength > alone.strength


def test_negation_never_removes_a_theme() -> None:
    assert "feelings" in themes_of("im not sad anymore")


def test_the_stage_of_the_question_wins_over_the_words() -> None:
    words = "my pathway plan is old"
    assert {each.stage for each in tag(Comment(words))} == {"leaving_care"}
    assert {each.stage for each in tag(Comment(words, question_stage="care"))} == {"care"}
    assert tag(Comment("my room"))[0].stage == ""


@pytest.mark.parametrize(
    "comment",
    [
        Comment("mój pokój jest fajny", language="pl", question_themes=("home",)),
        Comment("أريد أن أرى أخي", question_themes=("siblings",)),
        Comment("Chcę mówić z mamą", question_themes=("family_time",)),
        Comment("   ", question_themes=("home",)),
        Comment(""),
    ],
)
def test_words_that_cannot_be_read_get_no_tags(comment: Comment) -> None:
    assert tag(comment) == ()


def test_a_regional_code_is_read_as_its_language() -> None:
    regional, plain = tag(Comment("my room", language="en-GB")), tag(Comment("my room"))
    assert [each.theme for each in regional] == [each.theme for each in plain] == ["home"]


def test_one_name_from_another_language_leaves_a_text_english() -> None:
    assert [each.theme for each in tag(Comment("Łukasz has his own room"))] == ["home"]


@given(
    st.lists(st.sampled_from(" ".join(m["words"] for m in SAID).split()), max_size=25),
    st.sampled_from([(), ("home",), ("heard", "meetings")]),
)
def test_tags_are_few_strongest_first_and_within_the_words(
    words: list[str], asked: tuple[str, ...]
) -> None:
    text = " ".join(words)
    found = tag(Comment(text, question_themes=asked))
    assert len(found) <= MOST_TAGS
    assert len({each.theme for each in found}) == len(found)
    assert [each.strength for each in found] == sorted((t.strength for t in found), reverse=True)
    for each in found:
        assert 0 < each.strength <= 1
        assert all(Span(0, 0) < span and span.end <= len(text) for span in each.spans)
        assert bool(each.spans) is each.rule.startswith("lexicon:")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("i love it here", Sense.PRAISE),
        ("nobody listens", Sense.WORRY),
        ("carers are nice but school is boring", Sense.BOTH),
        ("not happy", Sense.WORRY),
        ("not bad", Sense.PRAISE),
        ("i go on tuesdays", Sense.NEITHER),
        ("", Sense.NEITHER),
    ],
)
def test_sense_sorts_praise_from_worry(words: str, expected: Sense) -> None:
    assert sense(Comment(words)) is expected


def test_sense_says_nothing_of_words_it_cannot_read() -> None:
    assert sense(Comment("super good", language="ro")) is Sense.NEITHER
