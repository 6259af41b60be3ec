"""How people say it: phrases by theme, one file a language, editable by a practitioner."""

import json
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from operator import itemgetter
from typing import Any

from analysis import themes
from analysis.phrases import PhraseBook
from analysis.themes import Taxonomy

USUAL_WEIGHT = 0.7  # of a phrase that has none of its own; 0 says nothing, 1 would be certain


class LexiconFault(ValueError):
    """The lexicon names a theme or stage that is not there, or a weight out of range."""


@dataclass(frozen=True)
class Cue:
    """What a phrase points at, and how strongly (above 0, below 1)."""

    theme: str
    weight: float


@dataclass(frozen=True)
class Lexicon:
    """The phrases of one language. ``stages`` place a message that no question asked for."""

    version: str
    language: str
    cues: PhraseBook[Cue]
    stages: PhraseBook[str]


def read(document: Mapping[str, Any], taxonomy: Taxonomy) -> Lexicon:
    """Make a checked ``Lexicon``; raises ``LexiconFault``, or ``PhraseFault`` for a phrase."""
    known = {stage for theme in taxonomy.themes.values() for stage in theme.stages}
    for what, named, there in (
        ("theme", document["themes"], taxonomy.themes.keys()),
        ("stage", document["stages"], known),
    ):
        unknown = sorted(named.keys() - there)
        if unknown:
            raise LexiconFault(f"phrases are listed for the unknown {what} {unknown[0]!r}")
    stages = document["stages"].items()
    return Lexicon(
        version=document["version"],
        language=document["language"],
        cues=PhraseBook(_cues(document["themes"])),
        stages=PhraseBook((phrase, stage) for stage, phrases in stages for phrase in phrases),
    )


@cache
def shipped() -> Mapping[str, Lexicon]:
    """The lexicons as shipped, by language, read once."""
    return {key: read(document, themes.shipped()) for key, document in _documents().items()}


def versions() -> list[str]:
    """Each language that has a lexicon, with its version: "en 1.0"."""
    return [f"{language} {document['version']}" for language, document in _documents().items()]


@cache
def _documents() -> dict[str, Mapping[str, Any]]:
    """Every lexicon file by its language, in alphabetical order."""
    files = resources.files("analysis").joinpath("themes").iterdir()
    documents = [
        json.loads(file.read_text(encoding="utf-8"))
        for file in files
        if file.name.startswith("lexicon.")
    ]
    return {each["language"]: each for each in sorted(documents, key=itemgetter("language"))}


def _cues(by_theme: Mapping[str, list[Any]]) -> Iterator[tuple[str, Cue]]:
    for theme, entries in by_theme.items():
        for entry in entries:
            phrase, weight = entry, USUAL_WEIGHT
            if not isinstance(entry, str):
                phrase, weight = entry["phrase"], entry["weight"]
            if not 0 < weight < 1:
                raise LexiconFault(f"the weight of {phrase!r} in {theme!r} is not within 0 and 1")
            yield phrase, Cue(theme, weight)
