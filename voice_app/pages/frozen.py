"""A page as JSON and back, so that what was issued can be shown for ever as it stood.

Dates are written as ISO 8601; a field that an older copy has not is given its default. ``SCHEMA``
goes up by one when a field changes its meaning, and ``thawed`` says so rather than guess.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields
from dataclasses import is_dataclass
from datetime import date
from datetime import datetime
from functools import cache
from types import NoneType
from types import UnionType
from typing import Any
from typing import TypeVar
from typing import get_args
from typing import get_origin
from typing import get_type_hints

SCHEMA = 1

Page = TypeVar("Page")


class OtherSchema(ValueError):
    """A copy that was written in a way this version does not read. Nothing is lost."""


def frozen(page: object) -> dict[str, Any]:
    """A page of dataclasses, tuples, dates and plain values, ready for JSON."""
    return {"schema": SCHEMA, "page": _plain(page)}


def thawed(kind: type[Page], stored: Mapping[str, Any]) -> Page:
    """The page that was frozen; raises ``OtherSchema``."""
    if stored.get("schema") != SCHEMA:
        raise OtherSchema(f"a copy of schema {stored.get('schema')} cannot be read here")
    page: Page = _read(kind, stored["page"])
    return page


def digest(stored: Mapping[str, Any]) -> str:
    """The same for the same page, whenever and wherever it is worked out (SHA-256)."""
    written = json.dumps(stored, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()


def _plain(value: object) -> Any:
    if is_dataclass(value):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, date):  # a datetime is one too
        return value.isoformat()
    return value


def _read(kind: Any, value: Any) -> Any:
    if get_origin(kind) is UnionType:  # ``X | None``
        kind = next(each for each in get_args(kind) if each is not NoneType)
        return None if value is None else _read(kind, value)
    if get_origin(kind) is tuple:
        return _read_tuple(get_args(kind), value)
    if is_dataclass(kind):
        return _read_fields(kind, value)
    return kind.fromisoformat(value) if kind in (date, datetime) else value


def _read_fields(kind: Any, value: Mapping[str, Any]) -> Any:
    hints = _hints(kind)
    return kind(**{name: _read(hints[name], each) for name, each in value.items() if name in hints})


def _read_tuple(of: tuple[Any, ...], values: list[Any]) -> tuple[Any, ...]:
    if of[-1] is Ellipsis:
        return tuple(_read(of[0], each) for each in values)
    return tuple(_read(kind, each) for kind, each in zip(of, values, strict=True))


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)
