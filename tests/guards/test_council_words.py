"""A twelve-year-old can read every page of the council: its words against our own bars."""

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_file

from surveys.reading_check import reading_age
from surveys.wording import advice

TEMPLATES = Path(__file__).parents[2] / "voice_app" / "web" / "templates"
PAGES = sorted([*(TEMPLATES / "council").glob("*.html"), TEMPLATES / "base" / "council.html"])
FOR_WORKERS = {"held.html", "members.html"}
OLDEST = 9  # years, of all the words together (domain note 4.2)


def said(page: Path) -> list[str]:
    """Every word of a page in our own catalogue; a name stands for what is put in."""
    found = extract_from_file("jinja2.ext:babel_extract", str(page))
    messages = [words if isinstance(words, tuple) else (words,) for _, words, _, _ in found]
    return [re.sub(r"%\(\w+\)s", "Sam", each) for forms in messages for each in forms]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_sentence_is_long_and_no_word_is_of_the_trade(page: Path) -> None:
    assert [found for words in said(page) for found in advice(words)] == []


def test_all_of_it_reads_at_nine_or_below() -> None:
    young = [words for page in PAGES if page.name not in FOR_WORKERS for words in said(page)]
    age = reading_age(young)
    assert age is not None
    assert age <= OLDEST
