"""How people say it: phrases by theme, one file a language, editable by practitioners.

An entry says who listed its phrases, when and why, with a sentence that they must find and one
that they must not. An authority may add words of its own, or set some aside; both at once.
"""

import json
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace
from functools import cache
from importlib import resources
from operator import itemgetter
from typing import Any

from analysis import themes
from analysis.phrases import PhraseBook
from analysis.themes import Taxonomy

USUAL_WEIGHT = 0.7  # of a phrase that has none of its own; 0 says nothing, 1 would be certain


class LexiconFault(ValueError):
    """The lexicon contradicts itself or the taxonomy; the message names the entry."""


@dataclass(frozen=True)
class Cue:
    """What a phrase points at, and how strongly (above 0, below 1).

    ``added`` by this authority's own people: nobody has trained a model on it yet, so it speaks
    for itself.
    """

    theme: str
    weight: float
    added: bool = False


@dataclass(frozen=True)
class Entry:
    """Phrases that belong together, each with its weight, and where they come from."""

    theme: str
    phrases: tuple[tuple[str, float], ...]
    who: str
    when: str
    why: str
    match: str
    miss: str


@dataclass(frozen=True)
class Lexicon:
    """The phrases of one language. ``stages`` place a message that no question asked for."""

    version: str
    language: str
    entries: tuple[Entry, ...]
    cues: PhraseBook[Cue]
    stages: PhraseBook[str]

    def with_own(
        self, added: Iterable[tuple[str, str]], set_aside: Collection[tuple[str, str]] = ()
    ) -> "Lexicon":
        """With an authority's own words; both are pairs of a theme and a phrase."""
        kept = [
            (phrase, cue)
            for phrase, cue in self.cues.entries
            if (cue.theme, phrase) not in set_aside
        ]
        own = [(phrase, Cue(theme, USUAL_WEIGHT, added=True)) for theme, phrase in added]
        return replace(self, cues=PhraseBook([*kept, *own]))


def read(document: Mapping[str, Any], taxonomy: Taxonomy) -> Lexicon:
    """Make a checked ``Lexicon``; raises ``LexiconFault``, or ``PhraseFault`` for a phrase."""
    try:
        entries = tuple(_entry(each, taxonomy) for each in document["entries"])
        stages = dict(document["stages"])
        version, language = str(document["version"]), str(document["language"])
    except (KeyError, TypeError) as fault:
        raise LexiconFault(f"an entry is incomplete or has an unknown field: {fault}") from fault
    known = {stage for theme in taxonomy.themes.values() for stage in theme.stages}
    for stage in stages:
        if stage not in known:
            raise LexiconFault(f"phrases are listed for the unknown stage {stage!r}")
    return Lexicon(
        version=version,
        language=language,
        entries=entries,
        cues=PhraseBook(_cues(entries)),
        stages=PhraseBook((phrase, stage) for stage, listed in stages.items() for phrase in listed),
    )


@cache
def shipped() -> Mapping[str, Lexicon]:
    """The lexicons as shipped, by language, read once; raises ``LexiconFault`` naming the file."""
    return {
        language: read(document, themes.shipped()) for language, document in _documents().items()
    }


def versions(lexicons: Mapping[str, Lexicon]) -> str:
    """Each language that has a lexicon, with its version: "en 2.0 pl 1.0"."""
    return " ".join(f"{language} {each.version}" for language, each in lexicons.items())


@cache
def _documents() -> Mapping[str, Mapping[str, Any]]:
    """Every lexicon file by its language, in alphabetical order."""
    documents = []
    for file in resources.files("analysis").joinpath("themes").iterdir():
        if file.name.startswith("lexicon."):
            try:
                documents.append(json.loads(file.read_text(encoding="utf-8")))
            except ValueError as fault:
                raise LexiconFault(f"{file.name} can't be read: {fault}") from fault
    return {each["language"]: each for each in sorted(documents, key=itemgetter("language"))}


def _entry(entry: Mapping[str, Any], taxonomy: Taxonomy) -> Entry:
    theme = entry["theme"]
    if theme not in taxonomy.themes:
        raise LexiconFault(f"phrases are listed for the unknown theme {theme!r}")
    return Entry(**{**entry, "phrases": tuple(_weighted(each, theme) for each in entry["phrases"])})


def _weighted(listed: Any, theme: str) -> tuple[str, float]:
    if isinstance(listed, str):
        return listed, USUAL_WEIGHT
    phrase, weight = listed["phrase"], listed["weight"]
    if not 0 < weight < 1:
        raise LexiconFault(f"the weight of {phrase!r} in {theme!r} is not within 0 and 1")
    return phrase, weight


def _cues(entries: Iterable[Entry]) -> Iterator[tuple[str, Cue]]:
    for entry in entries:
        for phrase, weight in entry.phrases:
            yield phrase, Cue(entry.theme, weight)
