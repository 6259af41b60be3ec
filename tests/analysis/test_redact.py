"""What finds a person is hidden before a quote is shared; the rest of the words stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.redact import Kind
from analysis.redact import is_nhs_number
from analysis.redact import redact

NAMES = ("Lorna Penhale", "Kit", "Zoë", "Bartholomew")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("lorna is nice", "[name] is nice"),
        ("LORNA PENHALE is nice", "[name] is nice"),
        ("lornas room and Kit's bike", "[name] room and [name]'s bike"),
        ("i like lona and lorma", "i like [name] and [name]"),
        ("zoe and Zoë and Zoe\u0308", "[name] and [name] and [name]"),
        ("barthlomew helps", "[name] helps"),
        ("kits in the kitchen", "[name] in the kitchen"),
        ("the kid is fit", "the kid is fit"),  # short names must be spelled right
        ("ring 07700 900123 or +44 7700 900 123", "ring [phone] or [phone]"),
        ("(07700) 900-123 is mine", "[phone] is mine"),
        ("im at LS1 4AP now", "im at [postcode] now"),
        ("mail jaz.m@example.com pls", "mail [email] pls"),
        ("see www.example.com/me and example.co.uk", "see [link] and [link]"),
        ("add me @jaz_99.x", "add me [handle]"),
        ("my number is 943 476 5919", "my number is [nhs number]"),
        ("order 943 476 5918", "order 943 476 5918"),  # a wrong check digit
        ("im 14 and in year 9", "im 14 and in year 9"),
        ("", ""),
    ],
)
def test_names_and_numbers_are_marked_and_the_rest_is_kept(words: str, expected: str) -> None:
    assert redact(words, NAMES).text == expected


def test_cuts_say_where_in_the_original() -> None:
    words = "lorna said ring 07700 900123"
    cuts = redact(words, NAMES).cuts
    assert [(words[cut.start : cut.end], cut.kind) for cut in cuts] == [
        ("lorna", Kind.NAME),
        ("07700 900123", Kind.PHONE),
    ]


def test_an_initial_or_no_names_hide_nothing() -> None:
    assert redact("i saw j", ["J", ""]).text == "i saw j"
    assert redact("i saw lorna", []).text == "i saw lorna"


@pytest.mark.parametrize("digits", ["9434765919", "4010232137"])
def test_a_right_check_digit(digits: str) -> None:
    assert is_nhs_number(digits)


@pytest.mark.parametrize("digits", ["9434765918", "943476591", "94347659190", "943476591x", ""])
def test_a_wrong_check_digit_or_length(digits: str) -> None:
    assert not is_nhs_number(digits)


@given(
    st.text(max_size=40),
    st.sampled_from(["Lorna", "lorna penhale", "07700900123", "LS1 4AP", "a@example.com"]),
    st.text(max_size=40),
)
def test_wherever_they_stand_they_are_gone_and_the_rest_is_whole(
    before: str, secret: str, after: str
) -> None:
    words = f"{before} {secret} {after}"
    done = redact(words, NAMES)
    assert any(cut.start <= len(before) + 1 < cut.end for cut in done.cuts)
    shown, end = [], 0
    for cut in done.cuts:
        assert end <= cut.start < cut.end
        shown += [words[end : cut.start], f"[{cut.kind}]"]
        end = cut.end
    assert "".join([*shown, words[end:]]) == done.text
