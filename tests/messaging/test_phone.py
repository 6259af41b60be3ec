"""Numbers become one form, and a practice system can never text a number that someone owns."""

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st
from phonenumbers import PhoneNumberType

from messaging.phone import PhoneProblem
from messaging.phone import mask
from messaging.phone import normalise

DRAMA = st.integers(0, 999).map(lambda n: f"+447700900{n:03}")


def example(kind: int, region: str = "GB") -> str:
    """A number that the library keeps as an example, so that none is written in this repository."""
    number = phonenumbers.example_number_for_type(region, kind)
    assert number is not None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


@pytest.mark.parametrize(
    "written",
    [
        "07700 900417",
        "07700900417",
        "(07700) 900-417",
        "+44 7700 900417",
        "+44 (0)7700 900417",
        "00447700900417",
        "0044 (0)7700 900417",
        "447700900417",
        "7700900417",
        " 07700\u00a0900417 ",
        "٠٧٧٠٠٩٠٠٤١٧",
    ],
)
def test_every_way_of_writing_it_is_the_same_number(written: str) -> None:
    assert normalise(written, practice=True) == "+447700900417"


def test_a_real_system_refuses_the_drama_numbers_and_takes_the_others() -> None:
    mobile = example(PhoneNumberType.MOBILE)
    assert normalise("07700 900417", practice=False) is PhoneProblem.ONLY_PRACTICE
    assert normalise(mobile, practice=False) == mobile


def test_a_practice_system_refuses_every_number_that_someone_may_own() -> None:
    mobile = example(PhoneNumberType.MOBILE)
    assert normalise(mobile, practice=True) is PhoneProblem.NOT_PRACTICE


@pytest.mark.parametrize("practice", [True, False])
@pytest.mark.parametrize(
    "kind",
    [
        PhoneNumberType.PERSONAL_NUMBER,  # 070
        PhoneNumberType.PAGER,
        PhoneNumberType.FIXED_LINE,
        PhoneNumberType.TOLL_FREE,
    ],
)
def test_what_is_no_mobile_is_refused(kind: int, practice: bool) -> None:
    assert normalise(example(kind), practice=practice) is PhoneProblem.NOT_MOBILE


def test_a_foreign_mobile_is_refused() -> None:
    foreign = example(PhoneNumberType.MOBILE, "FR")
    assert normalise(foreign, practice=False) is PhoneProblem.NOT_UK


def test_an_isle_of_man_mobile_is_a_mobile() -> None:
    manx = example(PhoneNumberType.MOBILE, "IM")
    assert normalise(manx, practice=False) == manx


@pytest.mark.parametrize("written", ["", "hello", "0770090041799"])
def test_what_is_no_number_is_said_to_be_none(written: str) -> None:
    assert normalise(written, practice=True) is PhoneProblem.NOT_A_NUMBER


@pytest.mark.parametrize("written", ["07700", "07700900417 ext 3"])
def test_what_is_too_short_or_an_extension_is_no_mobile(written: str) -> None:
    assert normalise(written, practice=True) is PhoneProblem.NOT_MOBILE


@given(DRAMA)
def test_a_normal_number_stays_as_it_is(number: str) -> None:
    assert normalise(number, practice=True) == number


@given(st.text(alphabet="0123456789+() -", max_size=20), st.booleans())
def test_normalising_twice_is_normalising_once(text: str, practice: bool) -> None:
    once = normalise(text, practice=practice)
    assert isinstance(once, PhoneProblem) or normalise(once, practice=practice) == once


@given(st.text(), st.booleans())
def test_any_text_is_a_number_or_a_problem(text: str, practice: bool) -> None:
    found = normalise(text, practice=practice)
    assert isinstance(found, PhoneProblem) or found.startswith("+447")


@given(DRAMA)
def test_a_mask_shows_three_digits_and_no_more(number: str) -> None:
    assert mask(number) == f"07… {number[-3:]}"


@pytest.mark.parametrize("sender", ["", "Northbeck", "+33", "85678"])
def test_a_sender_that_is_no_mobile_is_masked_whole(sender: str) -> None:
    assert mask(sender) == "…"
