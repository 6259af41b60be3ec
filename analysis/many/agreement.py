"""How far people agree with each other, and with the machine, on what words are about.

Krippendorff's alpha with the MASI distance for several themes at once, and Gwet's AC1 theme by
theme, which stays fair where a theme is rare. 1 is full agreement, 0 is what chance would give.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass

NOTHING = "none"  # stands for "no theme": an empty set has no distance


@dataclass(frozen=True)
class Judgement:
    """What one reader said a text is about. ``text`` is any key that tells texts apart."""

    reader: str
    text: str
    themes: frozenset[str]


def alpha(judgements: Iterable[Judgement]) -> float | None:
    """Krippendorff's alpha with MASI over texts that at least two readers judged; None of none."""
    # Loaded when somebody asks: it takes half a second, and pages import this module.
    from nltk.metrics.agreement import AnnotationTask  # noqa: PLC0415
    from nltk.metrics.distance import masi_distance  # noqa: PLC0415

    shared = _shared(judgements)
    if not shared:
        return None
    told = [
        (reader, text, frozenset(themes or {NOTHING}))
        for text, said in shared.items()
        for reader, themes in said.items()
    ]
    if len({labels for _, _, labels in told}) == 1:
        return 1.0  # nothing was ever told apart, and nobody differed
    return float(AnnotationTask(told, distance=masi_distance).alpha())


def ac1(judgements: Iterable[Judgement], theme: str) -> float | None:
    """Gwet's AC1 of one theme, yes or no, over the texts that two readers judged; None of none."""
    shared = _shared(judgements)
    if not shared:
        return None
    agreed, share = 0.0, 0.0
    for said in shared.values():
        yes, of = sum(theme in themes for themes in said.values()), len(said)
        agreed += (yes * (yes - 1) + (of - yes) * (of - yes - 1)) / (of * (of - 1))
        share += yes / of
    agreed, share = agreed / len(shared), share / len(shared)
    by_chance = 2 * share * (1 - share)
    return (agreed - by_chance) / (1 - by_chance)


def _shared(judgements: Iterable[Judgement]) -> dict[str, Mapping[str, frozenset[str]]]:
    """What each reader said, by text, where at least two did; a reader's last word counts."""
    by_text: dict[str, dict[str, frozenset[str]]] = {}
    for each in judgements:
        by_text.setdefault(each.text, {})[each.reader] = each.themes
    return {text: said for text, said in by_text.items() if len(said) > 1}
