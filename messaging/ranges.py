"""Choices that are worded as numbers: "16 or 17", "Under 13", "6 or more"."""

import re
from collections.abc import Mapping

_NO_END = 10**6
_WORDED = (  # a number by name is a limit: from is the first that fits, to the last
    re.compile(r"(?P<least>\d+)\s*(?:-|–|to|or|and)\s*(?P<most>\d+)"),
    re.compile(r"(?P<least>\d+)\s*(?:\+|(?:or|and)\s+(?:over|more|older|above|up))"),
    re.compile(r"(?:over|more than|above)\s+(?P<over>\d+)"),
    re.compile(r"up to\s+(?P<most>\d+)"),
    re.compile(r"(?P<most>\d+)\s+(?:or|and)\s+(?:under|less|fewer|younger|below)"),
    re.compile(r"(?:under|less than|fewer than|below)\s+(?P<under>\d+)"),
    re.compile(r"(?P<only>\d+)"),
)
_NONE = frozenset({"none", "zero", "never"})


def ranges(wordings: Mapping[str, str]) -> Mapping[str, range]:
    """The numbers each choice stands for, by its value; none unless all are so worded."""
    found = {value: _range(words.strip().casefold()) for value, words in wordings.items()}
    sure = {value: numbers for value, numbers in found.items() if numbers is not None}
    several = len(sure) == len(wordings) and any(len(numbers) > 1 for numbers in sure.values())
    return sure if several else {}


def _range(words: str) -> range | None:
    found = next(filter(None, (pattern.fullmatch(words) for pattern in _WORDED)), None)
    if found is None:
        return range(1) if words in _NONE else None
    limits = {name: min(int(figures), _NO_END) for name, figures in found.groupdict().items()}
    if "only" in limits:
        return range(limits["only"], limits["only"] + 1)
    least = limits.get("least", limits["over"] + 1 if "over" in limits else 0)
    most = limits.get("most", limits["under"] - 1 if "under" in limits else _NO_END)
    return range(least, most + 1)
