"""The taxonomy: what people talk about, tied to stages, plans, audits and what a review considers.

It is a versioned file (``themes/taxonomy.json``) that an authority may edit. Keys are never used
again for something else; the version goes with every tag. A theme that is split, merged or renamed
leaves the list, and ``became`` says which themes of today it became.
"""

import json
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from functools import cache
from importlib import resources
from itertools import chain
from typing import Any

from surveys import journey
from surveys.journey import Journey


class TaxonomyFault(ValueError):
    """The taxonomy contradicts itself or the journey; the message names the place."""


@dataclass(frozen=True)
class Theme:
    """One thing people talk about. ``question`` is an open one that the IRO may ask about it.

    ``schedule_7`` are paragraphs of Schedule 7, CPPCR 2010: what a review must consider.
    """

    key: str
    label: str
    definition: str
    stages: tuple[str, ...]
    plans: tuple[str, ...]
    qa: tuple[str, ...]
    schedule_7: tuple[int, ...]
    question: str


@dataclass(frozen=True)
class Taxonomy:
    """Every theme by key, in the order they are shown; ``qa`` and ``schedule_7`` name the codes.

    ``became`` holds the keys of former themes, each with the themes it became.
    """

    version: str
    themes: Mapping[str, Theme]
    qa: Mapping[str, str]
    schedule_7: Mapping[int, str]
    became: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def today(self, keys: Iterable[str]) -> tuple[str, ...]:
        """These themes as they are called now, each once: a split theme is all that it became."""
        heirs = (self.became.get(key, (key,)) for key in keys)
        return tuple(dict.fromkeys(chain.from_iterable(heirs)))

    def label(self, key: str) -> str:
        """What people call a theme, also a former one; raises ``KeyError`` for one never there."""
        return " / ".join(self.themes[each].label for each in self.today([key]))

    def check(self, known: Journey) -> None:
        """Raise ``TaxonomyFault`` at the first stage, plan or code that is not there."""
        for theme in self.themes.values():
            _check(theme.key, "stage", theme.stages, known.stages)
            _check(theme.key, "plan", theme.plans, known.plans)
            _check(theme.key, "QA code", theme.qa, self.qa)
            _check(theme.key, "Schedule 7 paragraph", theme.schedule_7, self.schedule_7)
        for former, heirs in self.became.items():
            if former in self.themes:
                raise TaxonomyFault(
                    f"theme {former!r} is there, and is said to have become another"
                )
            _check(former, "theme", heirs, self.themes)


def read(document: Mapping[str, Any], known: Journey) -> Taxonomy:
    """Make a checked ``Taxonomy`` from a parsed document; raises ``TaxonomyFault``."""
    try:
        themes = [_theme(entry) for entry in document["themes"]]
        taxonomy = Taxonomy(
            version=document["version"],
            themes={theme.key: theme for theme in themes},
            qa=dict(document["qa"]),
            schedule_7={int(number): name for number, name in document["schedule_7"].items()},
            became={key: tuple(heirs) for key, heirs in document["became"].items()},
        )
    except (KeyError, TypeError, ValueError) as fault:
        raise TaxonomyFault(f"an entry is incomplete or has an unknown field: {fault}") from fault
    if len(taxonomy.themes) < len(themes):
        raise TaxonomyFault("two themes have the same key")
    taxonomy.check(known)
    return taxonomy


@cache
def shipped() -> Taxonomy:
    """The taxonomy as shipped, read once."""
    text = resources.files("analysis").joinpath("themes/taxonomy.json").read_text(encoding="utf-8")
    return read(json.loads(text), journey.shipped())


def _theme(entry: Mapping[str, Any]) -> Theme:
    lists = {name: tuple(entry[name]) for name in ("stages", "plans", "qa", "schedule_7")}
    return Theme(**{**entry, **lists})


def _check(theme: str, what: str, used: Iterable[object], known: Collection[object]) -> None:
    for key in used:
        if key not in known:
            raise TaxonomyFault(f"theme {theme!r} names the unknown {what} {key!r}")


def others(laid: Collection[str]) -> tuple[tuple[str, str], ...]:
    """Key and label of each theme that is not among these."""
    return tuple((key, each.label) for key, each in shipped().themes.items() if key not in laid)
