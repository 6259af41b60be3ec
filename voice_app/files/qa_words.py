"""Themes, stages and plans in a file of quality assurance: by their key or by their name."""

import re
from functools import cache

from analysis import themes
from surveys.journey import shipped as journey

EXAMPLE = "EXAMPLE"  # the key of a template's invented lines
_SEVERAL = re.compile(r"\s*[;|]\s*")
_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")


def several(cell: str) -> list[str]:
    """What stands in one cell, between semicolons."""
    return [part for part in _SEVERAL.split(cell.strip()) if part]


def key_of(words: str) -> str:
    """Words as a key: "Case file audit" is case_file_audit."""
    return _NOT_A_LETTER.sub("_", words.casefold()).strip("_")


@cache
def stages() -> dict[str, str]:
    """Every name of a stage, in lower case, with its key."""
    named: dict[str, str] = {}
    for stage in journey().stages.values():
        named |= dict.fromkeys((stage.key, stage.label.casefold()), stage.key)
    return named


@cache
def theme_names() -> dict[str, str]:
    """Every name of a theme, in lower case, with its key."""
    named: dict[str, str] = {}
    for key, theme in themes.shipped().themes.items():
        named |= dict.fromkeys((key, theme.label.casefold()), key)
    return named


@cache
def plan_kinds() -> dict[str, str]:
    """Every name of a plan, old or new, in lower case, with its key."""
    named: dict[str, str] = {}
    for kind in journey().plans.values():
        for name in (kind.key, kind.label, kind.name_2012):
            named.setdefault(name.casefold(), kind.key)
    named.pop("", None)
    return named
