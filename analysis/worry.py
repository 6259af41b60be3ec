"""The first screen for words that must reach a person soon. It orders the reading, no more.

Every free text is read by a person, flagged or not. Idiom, negation and the past may lower red to
amber and never remove a hit; thoughts of suicide, sexual harm, and FGM or forced marriage are
lowered only by a short list. Words in a language without a list are amber.
"""

import json
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from analysis import families
from analysis.comment import Comment
from analysis.comment import Span
from analysis.families import UNREAD_LANGUAGE
from analysis.families import Family
from analysis.families import Tier
from analysis.language import ENGLISH
from analysis.language import tongue
from analysis.phrases import Hit
from analysis.phrases import PhraseBook
from analysis.words import Reading
from analysis.words import Spelling
from analysis.words import negated

ANY = "any"  # the worry model's label for a worry of whatever family
_TIERS = (Tier.RED, Tier.AMBER, Tier.GREY)  # most urgent first


class WorryFault(ValueError):
    """The phrases name a family or a tier that is not there; the message names it."""


@dataclass(frozen=True)
class Sign:
    """What a phrase is a sign of, and how soon it must be read."""

    family: str
    tier: Tier


@dataclass(frozen=True)
class Screening:
    """How soon to read, why, and the words that raised it, in the text as written."""

    tier: Tier
    families: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Phrases:
    """The signs of one language, and what lowers them."""

    version: str
    signs: PhraseBook[Sign]
    lowered_by: PhraseBook[str]
    lowered_in: PhraseBook[str]
    lowered_near: PhraseBook[str]
    spelling: Spelling


def screen(comment: Comment) -> Screening:
    """Red, amber or grey, with the families found, most urgent first.

    The English list also reads other languages: people mix them.
    """
    if not comment.words.strip():
        return Screening(Tier.GREY)
    phrases = shipped()
    reading = phrases.spelling.read(comment.words)
    found = [
        (_tier(hit, reading, phrases), hit.meaning.family, reading.span(hit.first, hit.last))
        for hit in phrases.signs.find(reading)
    ]
    if tongue(comment) != ENGLISH:
        found.append((Tier.AMBER, UNREAD_LANGUAGE, Span(0, len(comment.words))))
    found.sort(key=lambda each: _TIERS.index(each[0]))
    return Screening(
        tier=found[0][0] if found else Tier.GREY,
        families=tuple(dict.fromkeys(family for _, family, _ in found)),
        spans=tuple(sorted({span for _, _, span in found})),
    )


def read(document: Mapping[str, Any], known: Mapping[str, Family]) -> Phrases:
    """Make the checked phrases of a language; raises ``WorryFault``, or ``PhraseFault``."""
    for family in (*document["families"], *document["lowered_in"]):
        if family not in known:
            raise WorryFault(f"phrases are listed for the unknown family {family!r}")
    books = (
        PhraseBook(_signs(document["families"])),
        PhraseBook((phrase, "") for phrase in document["lowered_by"]),
        PhraseBook(
            (phrase, family)
            for family, phrases in document["lowered_in"].items()
            for phrase in phrases
        ),
        PhraseBook((phrase, "") for phrase in document["lowered_near"]),
    )
    vocabulary = frozenset[str]().union(*(book.vocabulary for book in books))
    return Phrases(document["version"], *books, Spelling(vocabulary))


@cache
def shipped() -> Phrases:
    """The English phrases as shipped, read once."""
    name = f"worries/phrases.{ENGLISH}.json"
    file = resources.files("analysis").joinpath(name)
    try:
        return read(json.loads(file.read_text(encoding="utf-8")), families.shipped())
    except (OSError, KeyError, ValueError) as fault:
        raise WorryFault(f"{name}: {fault}") from fault


def _signs(by_family: Mapping[str, Mapping[str, Sequence[str]]]) -> list[tuple[str, Sign]]:
    signs = []
    for family, by_tier in by_family.items():
        for tier, phrases in by_tier.items():
            if tier not in {Tier.RED, Tier.AMBER}:
                raise WorryFault(f"the family {family!r} has the unknown tier {tier!r}")
            signs += [(phrase, Sign(family, Tier(tier))) for phrase in phrases]
    return signs


def _tier(hit: Hit[Sign], reading: Reading, phrases: Phrases) -> Tier:
    """The sign's own tier, or amber where something near it lowers red."""
    family = families.shipped()[hit.meaning.family]
    if family.ignores_negation:
        allowed = phrases.lowered_in.find(reading)
        lowered = any(a.meaning == family.key and hit.overlaps(a) for a in allowed)
    else:
        clause = reading.clause(hit.first)
        lowered = (
            negated(reading.stems, hit.first)
            or any(hit.overlaps(idiom) for idiom in phrases.lowered_by.find(reading))
            or any(near.first in clause for near in phrases.lowered_near.find(reading))
        )
    return Tier.AMBER if lowered else hit.meaning.tier
