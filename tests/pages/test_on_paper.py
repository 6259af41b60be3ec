"""A survey on paper: numbers that no slip turns into somebody else's; for whom a question is."""

from hypothesis import given
from hypothesis import strategies as st

from surveys.document import read
from surveys.journey import shipped
from surveys.library import documents
from surveys.questionnaire import Questionnaire
from surveys.questions import Kind
from voice_app.pages.on_paper import invitation_of
from voice_app.pages.on_paper import items
from voice_app.pages.on_paper import reference

NUMBERS = st.integers(min_value=1, max_value=999_999_999)


def survey(key: str) -> Questionnaire:
    return read(dict(documents()[key]), shipped())


@given(NUMBERS)
def test_a_number_is_read_back_however_it_is_typed(number: int) -> None:
    """With or without its dash, with gaps."""
    said = reference(number)
    assert invitation_of(said) == number
    assert invitation_of(f" {said.replace('-', ' ')} ") == number


@given(NUMBERS, st.data())
def test_one_wrong_digit_or_two_that_changed_places_are_found(
    number: int, data: st.DataObject
) -> None:
    """A child's words never go under another's name by one slip."""
    digits = reference(number).replace("-", "")
    place = data.draw(st.integers(0, len(digits) - 1))
    other = data.draw(st.sampled_from("0123456789").filter(lambda each: each != digits[place]))
    wrong = digits[:place] + other + digits[place + 1 :]
    assert invitation_of(wrong) is None
    if place + 1 < len(digits) and digits[place] != digits[place + 1]:
        swapped = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
        assert invitation_of(swapped) is None


@given(st.text(max_size=30))
def test_nothing_else_is_a_number(text: str) -> None:
    """Whatever is typed, the page stands."""
    found = invitation_of(text)
    assert found is None or found >= 0


def test_questions_are_numbered_and_say_whom_they_are_for() -> None:
    """A paper can't leave a question out: it says after which answer it counts."""
    by_key = {each.question.key: each for each in items(survey("before-my-review"), "en", "12-17")}
    asked = [e for e in by_key.values() if e.question.kind is not Kind.INFORMATION]
    assert [each.number for each in asked] == list(range(1, len(asked) + 1))
    (after,) = by_key["safer"].only_if
    assert (after.number, set(after.picked)) == (by_key["safe"].number, {"Sometimes", "No"})
    (after,) = by_key["share_words"].only_if
    assert (after.number, after.picked) == (by_key["change"].number, ())
    assert "like_home" not in by_key


def test_the_youngest_get_their_own_questions_and_choices() -> None:
    """Three steps, with a picture each, of the very same stored values."""
    young = {e.question.key: e.question for e in items(survey("before-my-review"), "en", "4-7")}
    assert {"like_home", "listened", "safe"} <= set(young)
    assert "school" not in young
    assert all(choice.picture for choice in young["listened"].choices)
