"""Kinds of worry, by key, with how soon a person must see them. No language processing here.

A structured answer ("I don't feel safe where I live") names its family itself, so the tier is
known in the moment it is given.
"""

import json
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

UNREAD_LANGUAGE = "unread_language"


class FamilyFault(ValueError):
    """The families file contradicts itself; the message names the entry."""


class Tier(StrEnum):
    """Red: the duty desk is told now. Amber: read the same working day. Grey: no automatic flag.

    Grey never means safe: a person reads every free text within one working day.
    """

    RED = "red"
    AMBER = "amber"
    GREY = "grey"


@dataclass(frozen=True)
class Family:
    """One kind of worry. ``tier`` is what an answer that names the family raises."""

    key: str
    label: str
    tier: Tier
    ignores_negation: bool


def read(document: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[str, Family]:
    """The families by key, in the order they are shown; raises ``FamilyFault``."""
    families: dict[str, Family] = {}
    for entry in document["families"]:
        try:
            family = Family(**{**entry, "tier": Tier(entry["tier"])})
        except (KeyError, TypeError, ValueError) as fault:
            raise FamilyFault(f"{entry.get('key', '?')!r} is incomplete: {fault}") from fault
        if family.key in families or family.tier is Tier.GREY:
            raise FamilyFault(f"{family.key!r} is listed twice, or raises nothing")
        families[family.key] = family
    return families


@cache
def shipped() -> Mapping[str, Family]:
    """The families as shipped, read once."""
    text = resources.files("analysis").joinpath("worries/families.json").read_text(encoding="utf-8")
    return read(json.loads(text))
