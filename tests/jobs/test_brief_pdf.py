"""The PDF of a brief: tagged, in order, two pages at most, and fetched from nowhere.

What is checked here is structure, by pikepdf. No full PDF/UA validator is at hand: whether every
rule of ISO 14289-1 is kept has not been proved.
"""

import io
import itertools
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest
from flask import Flask
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from tests.pages.briefs import APART
from tests.pages.briefs import brief
from voice_app.jobs.brief_pdf import pdf_of
from voice_app.pages.brief import Brief

UA = "{http://www.aiim.org/pdfua/ns/id/}part"


def opened(page: Brief) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf_of(page, service="Northbeck voices")))


def tagged(pdf: pikepdf.Pdf) -> list[tuple[str, Any]]:
    """Every element of the structure, in reading order."""
    return list(_under(pdf.Root.StructTreeRoot))


def _under(element: Any) -> Iterator[tuple[str, Any]]:
    for kind, each in _inside(element):
        yield kind, each
        yield from _under(each)


def _inside(element: Any) -> list[tuple[str, Any]]:
    inside = element.get("/K", [])
    parts = inside if isinstance(inside, pikepdf.Array) else [inside]
    return [
        (str(each.S), each)
        for each in parts
        if isinstance(each, pikepdf.Dictionary) and "/S" in each
    ]


@pytest.fixture
def usual(app: Flask) -> pikepdf.Pdf:
    return opened(brief())


def test_it_says_that_it_is_tagged_and_in_which_language(usual: pikepdf.Pdf) -> None:
    """MarkInfo, the tree of its structure, the language, and PDF/UA-1 in its metadata."""
    assert usual.Root.MarkInfo.Marked
    assert "/StructTreeRoot" in usual.Root
    assert str(usual.Root.Lang) == "en"
    with usual.open_metadata() as metadata:
        assert metadata[UA] == "1"


def test_its_title_is_what_a_window_shows(usual: pikepdf.Pdf) -> None:
    """Whose brief, before which review: not a file name."""
    assert str(usual.docinfo["/Title"]) == "Jaz, before the review on Tuesday 8 December 2026"
    assert usual.Root.ViewerPreferences.DisplayDocTitle


def test_headings_stand_in_order(usual: pikepdf.Pdf) -> None:
    """One first heading, before every second one, and no level skipped."""
    levels = [int(kind[2]) for kind, _ in tagged(usual) if kind in ("/H1", "/H2", "/H3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert len(levels) >= 8
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_each_cell_of_a_table_names_its_headings(usual: pikepdf.Pdf) -> None:
    """Then and now, and the matters: whoever listens hears the row and the column of each cell.

    A table that goes on over the page is a table on each.
    """
    elements = tagged(usual)
    assert [kind for kind, _ in elements].count("/Table") in (2, 3)
    headings = {str(element.ID) for kind, element in elements if kind == "/TH"}
    cells = [element for kind, element in elements if kind == "/TD"]
    assert len(cells) > 20
    for cell in cells:
        named = {str(each) for each in cell.A.Headers}
        assert len(named) == 2
        assert named <= headings


def test_lists_hold_their_items_and_nothing_between(usual: pikepdf.Pdf) -> None:
    """ISO 14289-1 7.6: a list has items, and may have a caption."""
    for kind, element in tagged(usual):
        if kind == "/L":
            assert {name for name, each in _inside(element)} <= {"/LI", "/Caption"}


def test_every_figure_says_what_it_shows(usual: pikepdf.Pdf) -> None:
    """A figure without words for it would be a hole for whoever listens."""
    assert [
        kind for kind, element in tagged(usual) if kind == "/Figure" and "/Alt" not in element
    ] == []


def test_it_is_two_pages_at_most_with_nothing_of_what_is_for_the_screen_only(
    app: Flask,
) -> None:
    """What is not to be raised in the room is said to be there, and not printed."""
    pdf = opened(brief(many=12))
    assert len(pdf.pages) <= 2


def test_what_is_not_to_be_raised_in_the_room_is_not_printed(app: Flask) -> None:
    """It stands on screen, for the IRO alone."""
    template = app.jinja_env.get_template("reviewing/brief_paper.html")
    from_page = template.render(paper=_Paper(brief()), author="", sheet="")
    assert "not to be raised" in from_page
    assert APART not in from_page


class _Paper:
    """A page as it is, for the template of the paper."""

    left = ()

    def __init__(self, page: Brief) -> None:
        self.brief = page


HARD = {
    "a long letter": "why did nobody tell me " * 65,
    "Arabic": "أريد أن أرى أمي أكثر " * 80,
    "one long word": "x" * 3000,
    "short lines": "a\n" * 800,
    "wide signs": "﷽" * 120,
    "emoji": "😀🙃" * 60,
}


@pytest.mark.parametrize("kind", HARD)
def test_whatever_somebody_wrote_it_is_two_pages(app: Flask, kind: str) -> None:
    """The rows of least worth give way, and the page says so."""
    assert len(opened(brief(HARD[kind], many=8)).pages) <= 2


def test_names_and_rules_of_any_length_fit_too(app: Flask) -> None:
    """Even where everything on the record is long."""
    assert len(opened(brief("W" * 1500, extra="W" * 300, many=8)).pages) <= 2


@settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(words=st.text(min_size=1, max_size=1500), extra=st.text(max_size=60))
def test_any_words_at_all_fit(app: Flask, words: str, extra: str) -> None:
    """Found by trying: control characters, combining marks, every script."""
    assert len(opened(brief(words, extra=extra, many=8)).pages) <= 2
