"""What a texted reply is taken to mean: the table ``replies.txt``, and what holds for any text."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messaging.replies import read
from surveys.engine import Answered
from surveys.engine import Misread
from surveys.engine import Move
from surveys.engine import Skipped
from surveys.questions import NOT_SURE
from surveys.questions import Choice
from surveys.questions import Kind
from surveys.questions import Question
from surveys.questions import Value
from surveys.questions import Wording

BAND = "12-17"
SCALE = ("Not at all", "A bit", "Sometimes", "Mostly", "All the time")


def wording(**by_language: str) -> Wording:
    return Wording({language: {"all": words} for language, words in by_language.items()})


def asking(key: str, kind: Kind, *choices: str, not_sure: bool = False) -> Question:
    return Question(
        key,
        kind,
        wording(en="How is it?"),
        choices=tuple(Choice(words.lower(), wording(en=words)) for words in choices),
        not_sure=not_sure,
    )


ASKED = {
    question.key: question
    for question in (
        asking("yes_no", Kind.YES_NO, "Yes", "No"),
        asking("sometimes", Kind.YES_NO_SOMETIMES, "Yes", "Sometimes", "No", not_sure=True),
        asking("how_much", Kind.SCALE, *SCALE),
        asking(
            "who",
            Kind.ONE_CHOICE,
            "My foster carer",
            "My social worker",
            "A friend",
            "No one",
            not_sure=True,
        ),
        asking("time", Kind.ONE_CHOICE, "More than now", "The same as now", "Less than now"),
        asking("feel", Kind.ONE_CHOICE, "Happy", "Not happy", "Worried"),
        asking(
            "what",
            Kind.SEVERAL_CHOICES,
            "My friends",
            "My room",
            "School",
            "My social worker",
            "Food and drink",
        ),
        asking("count", Kind.NUMBER),
        asking("words", Kind.LONG_TEXT),
    )
}
EVERY_KIND = [*ASKED.values(), asking("screen", Kind.INFORMATION)]


def rows() -> Iterator[tuple[str, str, str]]:
    table = Path(__file__).with_name("replies.txt").read_text(encoding="utf-8")
    for line in table.splitlines():
        if line and not line.startswith("#"):
            key, reply, expected = line.split(" | ")
            yield key, reply.strip('"'), expected


def meant(key: str, reply: str, expected: str) -> Move:
    """The move that one row of the table expects."""
    if expected == "skip":
        return Skipped(key)
    if expected == "?":
        return Misread(key, reply)
    words, plus, _ = expected.partition(" + words")
    return Answered(key, value(key, words), reply if plus else "")


def value(key: str, words: str) -> Value:
    if words == "not sure":
        return NOT_SURE
    match ASKED[key].kind:
        case Kind.NUMBER:
            return int(words)
        case Kind.SEVERAL_CHOICES:
            return tuple(words.split(", "))
        case _:
            return words.strip('"')


@pytest.mark.parametrize(("key", "reply", "expected"), list(rows()))
def test_a_reply_means_what_the_table_says(key: str, reply: str, expected: str) -> None:
    assert read(ASKED[key], reply, band=BAND) == meant(key, reply, expected)


def test_the_table_is_long_enough_to_mean_something() -> None:
    assert len(list(rows())) >= 180


@given(st.sampled_from(EVERY_KIND), st.text(), st.sampled_from(["en", "ar", "pl", "xx"]))
def test_any_text_is_read_and_every_value_can_be_saved(
    question: Question, words: str, language: str
) -> None:
    move = read(question, words, language=language, band=BAND)
    assert not isinstance(move, Answered) or question.check(move.value) is None


PIECES = st.sampled_from(
    (*"0123,/.?", "13", "yes", "no", "sometimes", "not", "a bit", "mostly", "and", "or", "school")
)


@given(st.sampled_from(EVERY_KIND), st.lists(PIECES).map(" ".join))
def test_any_mix_of_answers_is_read_and_every_value_can_be_saved(
    question: Question, words: str
) -> None:
    move = read(question, words, band=BAND)
    assert not isinstance(move, Answered) or question.check(move.value) is None


@given(st.sampled_from(EVERY_KIND), st.text())
def test_what_could_not_be_read_is_kept_as_written(question: Question, words: str) -> None:
    move = read(question, words, band=BAND)
    assert not isinstance(move, Misread) or move.words == words


@given(st.permutations(range(1, 6)), st.integers(1, 5))
def test_several_numbers_mean_the_same_in_any_order(order: list[int], count: int) -> None:
    picked = order[:count]
    move = read(ASKED["what"], " ".join(map(str, picked)), band=BAND)
    values = [choice.value for choice in ASKED["what"].choices]
    assert move == Answered("what", tuple(values[place - 1] for place in sorted(picked)))


@given(st.sampled_from(SCALE), st.sampled_from(SCALE))
def test_two_choices_joined_by_or_are_never_guessed_between(one: str, other: str) -> None:
    move = read(ASKED["how_much"], f"{one} or {other}", band=BAND)
    assert isinstance(move, Misread) == (one != other)


def test_a_reader_may_answer_in_their_own_language_or_in_english() -> None:
    asked = Question(
        "q",
        Kind.YES_NO,
        wording(en="Is it?", ar="هل؟"),
        choices=(
            Choice("yes", wording(en="Yes", ar="نعم")),
            Choice("no", wording(en="No", ar="لا")),
        ),
    )
    assert read(asked, "نعم", language="ar", band=BAND) == Answered("q", "yes")
    assert read(asked, "ايوه", language="ar", band=BAND) == Answered("q", "yes")
    assert read(asked, "٢", language="ar", band=BAND) == Answered("q", "no")
    assert read(asked, "no", language="ar", band=BAND) == Answered("q", "no")
    assert read(asked, "تخطي", language="ar", band=BAND) == Skipped("q")


def test_no_in_polish_may_mean_yes_so_it_is_not_read() -> None:
    asked = Question(
        "q",
        Kind.YES_NO,
        wording(en="Is it?", pl="Czy tak jest?"),
        choices=(
            Choice("yes", wording(en="Yes", pl="Tak")),
            Choice("no", wording(en="No", pl="Nie")),
        ),
    )
    assert read(asked, "no", language="pl", band=BAND) == Misread("q", "no")
    assert read(asked, "nie", language="pl", band=BAND) == Answered("q", "no")
    assert read(asked, "no", language="en", band=BAND) == Answered("q", "no")


def test_several_choices_may_be_not_sure_but_not_beside_another() -> None:
    asked = asking("q", Kind.SEVERAL_CHOICES, "School", "Home", not_sure=True)
    assert read(asked, "honestly not sure", band=BAND) == Answered(
        "q", NOT_SURE, "honestly not sure"
    )
    assert read(asked, "school not sure", band=BAND) == Misread("q", "school not sure")


def test_two_choices_with_the_same_words_are_never_guessed_between() -> None:
    wordings = (wording(en="School"), wording(en="school!"))
    choices = (Choice("a", wordings[0]), Choice("b", wordings[1]))
    for kind in (Kind.ONE_CHOICE, Kind.SEVERAL_CHOICES):
        asked = Question("q", kind, wording(en="Which?"), choices=choices)
        assert read(asked, "school", band=BAND) == Misread("q", "school")


def test_a_choice_worded_as_a_number_is_not_mistaken_for_a_place() -> None:
    asked = asking("q", Kind.ONE_CHOICE, "1", "2", "0")
    assert read(asked, "2", band=BAND) == Answered("q", "2")
    swapped = asking("q", Kind.ONE_CHOICE, "2", "1")
    assert read(swapped, "2", band=BAND) == Misread("q", "2")


def test_a_choice_without_a_letter_in_it_is_read_by_its_number() -> None:
    asked = asking("q", Kind.ONE_CHOICE, "...", "!!")
    assert read(asked, "2", band=BAND) == Answered("q", "!!")
    assert read(asked, "!!", band=BAND) == Misread("q", "!!")


def test_the_words_of_the_readers_own_band_count() -> None:
    younger = Wording({"en": {"8-11": "Loads", "all": "A lot"}})
    asked = Question(
        "q",
        Kind.ONE_CHOICE,
        wording(en="How much?"),
        choices=(Choice("lots", younger), Choice("none", wording(en="None"))),
    )
    assert read(asked, "loads", band="8-11") == Answered("q", "lots")
