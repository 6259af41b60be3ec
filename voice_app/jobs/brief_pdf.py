"""The PDF of an issued brief: tagged (PDF/UA-1), two A4 pages at most, made by the worker alone.

Nothing is fetched while it is made: the words on it come from people, and fonts are the system's.
"""

from datetime import datetime
from pathlib import Path

import structlog
from flask import current_app

from voice_app.pages.brief import Brief
from voice_app.pages.paper import ROOMS
from voice_app.pages.paper import Paper
from voice_app.pages.paper import on_paper
from voice_app.services import reviewing

log = structlog.get_logger()

MOST_PAGES = 2
VARIANT = "pdf/ua-1"


class NoPaper(RuntimeError):
    """Even the shortest form of a page does not fit on two sheets."""


def make(issue_id: int, *, service: str, now: datetime) -> None:
    """Make the PDF of one copy and keep it; a machine without Pango says so on the page."""
    page = reviewing.to_print(issue_id)
    if page is None:
        return
    try:
        made = pdf_of(page, service=service)
    except OSError as fault:  # what WeasyPrint raises where Pango is not installed
        log.error("no_pdf_on_this_machine", fault=type(fault).__name__)
        made = None
    reviewing.keep_pdf(issue_id, made, now=now)


def pdf_of(page: Brief, *, service: str) -> bytes:
    """The page on paper, in the first form that fits on two sheets."""
    from weasyprint import CSS  # noqa: PLC0415 - two seconds and Pango: the web must never load it
    from weasyprint import HTML  # noqa: PLC0415 - as above

    sheet = CSS(string=_style())
    for room in ROOMS:
        words = _html(on_paper(page, room), service)
        laid = HTML(string=words, url_fetcher=_fetch_nothing).render(
            stylesheets=[sheet], pdf_variant=VARIANT
        )
        if len(laid.pages) <= MOST_PAGES:
            written: bytes = laid.write_pdf(pdf_variant=VARIANT)
            return written
    raise NoPaper


def _html(paper: Paper, service: str) -> str:
    """The same template as the page to print; no request is there, and none is needed."""
    template = current_app.jinja_env.get_template("reviewing/brief_paper.html")
    return template.render(paper=paper, author=service, sheet="")


def _style() -> str:
    return (Path(current_app.static_folder or "") / "paper.css").read_text("utf-8")


def _fetch_nothing(_url: str) -> dict[str, object]:
    raise ValueError("a brief fetches nothing while it is printed")
