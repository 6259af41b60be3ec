"""The style of survey pages, inside the page: one request, and the page is whole."""

import re
from functools import cache
from pathlib import Path

from markupsafe import Markup

STATIC = Path(__file__).parent / "static"
SHEETS = ("tokens.css", "survey.css")


@cache
def survey_css() -> Markup:
    """The style sheets without comments and idle spaces. It is ours, so it is safe to print."""
    text = "".join((STATIC / name).read_text(encoding="utf-8") for name in SHEETS)
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r"\s*\n\s*", "", text)
    return Markup(text)  # noqa: S704 - a file of our own
