"""Words that were taken back, hidden on a copy that was issued before; the rest stands as it was.

Pure: a page in, a page out.
"""

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import fields
from dataclasses import is_dataclass
from dataclasses import replace
from datetime import date
from typing import Any

from voice_app.pages.brief import Brief
from voice_app.pages.brief import KeptOut
from voice_app.pages.brief import Repeated
from voice_app.pages.brief import Want
from voice_app.pages.words import Piece
from voice_app.pages.words import Quote

TAKEN_BACK = "taken back"
Gone = Mapping[int, date | None]  # answers that are not there any more, and the day where known


def answers_on(page: Brief) -> frozenset[int]:
    """The answers whose words stand on a page."""
    return frozenset(_answer_ids(page)) - {0}


def without(page: Brief, gone: Gone) -> Brief:
    """The page with a mark in the place of every word that was taken back."""
    if not gone:
        return page
    hidden: Brief = _walk(page, lambda part: _hide(part, gone))
    return hidden


def _answer_ids(part: Any) -> Iterator[int]:
    if isinstance(part, tuple):
        for each in part:
            yield from _answer_ids(each)
    elif is_dataclass(part):
        if isinstance(part, Quote | Want | KeptOut | Repeated):
            yield part.answer_id
        for each in fields(part):
            yield from _answer_ids(getattr(part, each.name))


def _walk(part: Any, change: Callable[[Any], Any]) -> Any:
    """Every dataclass in a page, changed from the inside out."""
    if isinstance(part, tuple):
        return tuple(_walk(each, change) for each in part)
    if not is_dataclass(part) or isinstance(part, type):
        return part
    inside = {each.name: _walk(getattr(part, each.name), change) for each in fields(part)}
    return change(replace(part, **inside))


def _hide(part: Any, gone: Gone) -> Any:
    if not isinstance(part, Quote | Want | KeptOut | Repeated) or part.answer_id not in gone:
        return part
    if isinstance(part, Quote):
        on = gone[part.answer_id]
        nothing = (Piece(""),)
        return replace(
            part,
            pieces=nothing,
            picked="",
            tags=(),
            translations=(),
            used=None,
            gone=True,
            taken_back=on,
        )
    if isinstance(part, Repeated):
        return Repeated(TAKEN_BACK)
    return replace(part, words=TAKEN_BACK)
