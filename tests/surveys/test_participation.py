"""The code to think about: it follows what is on record, and guesses nothing that nobody knows."""

from hypothesis import given
from hypothesis import strategies as st

from surveys.participation import MEANINGS
from surveys.participation import YOUNGEST
from surveys.participation import OnRecord
from surveys.participation import doubt
from surveys.participation import suggest
from voice_app.files.rows903 import REVIEW_CODES

records = st.builds(
    OnRecord,
    age=st.none() | st.integers(0, 24),
    words_reached=st.booleans(),
    advocate=st.booleans(),
)


def test_the_codes_are_those_of_the_return() -> None:
    """What can be chosen on the page is what the return takes, no more and no less."""
    assert set(MEANINGS) == set(REVIEW_CODES)


@given(records)
def test_a_suggestion_would_pass_the_departments_checks(known: OnRecord) -> None:
    """PN0 under 4 and never from 4 on (checks 440 and 441), whatever else is on record."""
    found = suggest(known)
    for code in (found.if_they_came, found.if_they_did_not):
        assert doubt(code, known.age) == ""


@given(records)
def test_a_suggestion_rests_on_what_is_on_record(known: OnRecord) -> None:
    """No words, no claim that words reached the review; no advocate, none who spoke."""
    found = suggest(known)
    both = {found.if_they_came, found.if_they_did_not}
    assert not both & {"PN3", "PN4"}, "only who was there can tell"
    assert not both & {"PN2", "PN5"} or known.advocate
    assert not both & {"PN5", "PN6"} or known.words_reached
    small = known.age is not None and known.age < YOUNGEST
    assert (found.if_they_did_not == "PN7") == (not known.words_reached and not small)


@given(st.sampled_from(sorted(MEANINGS)), st.integers(0, 24))
def test_a_code_is_doubted_exactly_where_the_age_does_not_fit(code: str, age: int) -> None:
    """PN0 means under 4: the one without the other is questioned."""
    assert bool(doubt(code, age)) == ((code == "PN0") != (age < YOUNGEST))


def test_nothing_decided_and_an_unknown_birthday_raise_no_doubt() -> None:
    """There is nothing to compare."""
    assert doubt("", 9) == doubt("PN0", None) == ""
