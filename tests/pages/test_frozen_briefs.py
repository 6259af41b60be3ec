"""What was issued comes back as it stood, what was taken back is hidden, and changes are told."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pages.briefs import APART
from tests.pages.briefs import KEPT_OUT
from tests.pages.briefs import NOW
from tests.pages.briefs import THEN
from tests.pages.briefs import WORDS
from tests.pages.briefs import brief
from tests.pages.briefs import plan
from tests.pages.briefs import quote
from voice_app.pages.brief import Brief
from voice_app.pages.brief import Safety
from voice_app.pages.changes import changes
from voice_app.pages.frozen import OtherSchema
from voice_app.pages.frozen import digest
from voice_app.pages.frozen import frozen
from voice_app.pages.frozen import thawed
from voice_app.pages.hiding import answers_on
from voice_app.pages.hiding import without


@given(words=st.text(max_size=200), extra=st.text(max_size=20))
def test_a_page_comes_back_from_json_just_as_it_was(words: str, extra: str) -> None:
    """Every field of every part survives, whatever was written."""
    page = brief(words, extra=extra)
    stored = frozen(page)
    assert thawed(Brief, stored) == page
    assert digest(stored) == digest(frozen(page))


def test_a_page_without_optional_parts_comes_back_too() -> None:
    """None stays None, and an empty list an empty tuple."""
    page = replace(brief(many=0), approval=None, reply_by=None)
    assert thawed(Brief, frozen(page)) == page


def test_a_copy_of_another_schema_is_refused_and_not_guessed_at() -> None:
    """A page this version cannot read says so."""
    with pytest.raises(OtherSchema):
        thawed(Brief, {**frozen(brief()), "schema": 2})


def test_a_changed_word_changes_the_digest() -> None:
    """The digest tells two pages apart."""
    assert digest(frozen(brief())) != digest(frozen(brief(f"{WORDS}.")))


def test_words_taken_back_are_nowhere_on_the_page_and_the_day_is() -> None:
    """Wherever it stood (top, matter, wants, then, apart), only a mark is left."""
    page = brief("a secret of mine", many=1)
    hidden = without(page, {each: date(2026, 12, 1) for each in answers_on(page)})
    for words in ("a secret of mine", APART, "Mostly", "I want more", "Be there"):
        assert words not in repr(hidden)
    assert hidden.quotes[0].taken_back == date(2026, 12, 1)
    assert {KEPT_OUT, THEN, NOW, 1, 99, 300, 600} <= answers_on(page)


def test_what_was_not_taken_back_stays() -> None:
    """Only the named answers are hidden."""
    page = brief()
    hidden = without(page, {1: None})
    assert hidden.quotes[0].gone
    assert hidden.quotes[1] == page.quotes[1]
    assert without(page, {}) is page


def test_two_pages_that_are_the_same_have_no_changes() -> None:
    """A refresh that repeats says that nothing changed."""
    assert changes(brief(), brief(), number=1).none


def test_changes_name_what_is_new_and_only_count_what_is_gone() -> None:
    """A quote that left the page is never shown again by the list of changes."""
    before = brief("words that went", many=1)
    new = quote(77, "something new")
    after = replace(before, quotes=(new,), safety=Safety((), 3), kept_private=2)
    found = changes(before, after, number=1)
    assert [each.words for each in found.added] == ["something new"]
    assert found.gone == 1
    assert ("worry_closed", "Rosa") in found.lines
    assert ("kept_private", "2") in found.lines
    assert "words that went" not in repr(found)


def test_a_plan_that_was_updated_or_went_overdue_is_named() -> None:
    """By the plan's own name, once."""
    before = brief(many=1)
    row = replace(before.matters[0], plans=(plan("current", date(2026, 11, 25)),))
    after = replace(before, matters=(row,))
    assert changes(before, after, number=1).lines == (("plan_updated", "Care plan"),)
    late = replace(before, matters=(replace(row, plans=(plan("missing"),)),))
    assert changes(before, late, number=1).lines == (("plan_missing", "Care plan"),)
