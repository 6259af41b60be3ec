"""Comment → tags: the theme, the stage, the very words that caused it and the rule that fired.

Tags are suggestions to people, whose corrections win. Negation never removes a theme: "not sad
any more" is still about feelings. A language without a lexicon gets no tags: it needs a reader.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import prod
from operator import attrgetter

from analysis import lexicon
from analysis import themes
from analysis.comment import Comment
from analysis.comment import Span
from analysis.lexicon import Cue
from analysis.lexicon import Lexicon
from analysis.phrases import Hit
from analysis.phrases import clearest

MOST_TAGS = 3
ASSERTED_FROM = 0.5  # strength
SUGGESTED_FROM = 0.3  # strength; also what the question alone is worth
QUESTION_STRENGTH = 0.3

RULES_VERSION = " ".join([f"rules {themes.shipped().version}", *lexicon.versions()])


class State(StrEnum):
    """Whether the rules are sure enough to say it, or only propose it to a person."""

    ASSERT = "assert"
    SUGGEST = "suggest"


@dataclass(frozen=True)
class Tag:
    """One theme seen in a comment. ``strength`` is 0 to 1; an empty stage is not known."""

    theme: str
    stage: str
    strength: float
    spans: tuple[Span, ...]
    rule: str
    state: State


def tag(comment: Comment) -> tuple[Tag, ...]:
    """The themes of a comment, strongest first, three at most."""
    words = lexicon.shipped(comment.tongue)
    if words is None or not comment.words.strip():
        return ()
    by_theme: dict[str, list[Hit[Cue]]] = {theme: [] for theme in comment.question_themes}
    for hit in clearest(words.cues.find(words.cues.read(comment.words))):
        by_theme.setdefault(hit.meaning.theme, []).append(hit)
    stage = comment.question_stage or _stage_said(words, comment.words)
    tags = (_tag(theme, stage, hits, comment) for theme, hits in by_theme.items())
    strong = [each for each in tags if each.strength >= SUGGESTED_FROM]
    return tuple(sorted(strong, key=attrgetter("strength"), reverse=True)[:MOST_TAGS])


def _tag(theme: str, stage: str, hits: Sequence[Hit[Cue]], comment: Comment) -> Tag:
    """Each different phrase, and the question, lessens what doubt is left."""
    asked = theme in comment.question_themes
    weights = {hit.phrase: hit.meaning.weight for hit in _strongest_apart(hits)}
    doubt = prod(1 - weight for weight in weights.values())
    if asked:
        doubt *= 1 - QUESTION_STRENGTH
    rule = "question"
    if weights:
        rule = f"lexicon:{next(iter(weights))}" + (" + question" if asked else "")
    strength = round(1 - doubt, 2)
    sure = bool(weights) and strength >= ASSERTED_FROM
    return Tag(
        theme=theme,
        stage=stage,
        strength=strength,
        spans=tuple(sorted({hit.span for hit in hits})),
        rule=rule,
        state=State.ASSERT if sure else State.SUGGEST,
    )


def _strongest_apart(hits: Sequence[Hit[Cue]]) -> list[Hit[Cue]]:
    """Strongest first, no word counted twice."""
    kept: list[Hit[Cue]] = []
    for hit in sorted(hits, key=lambda each: each.meaning.weight, reverse=True):
        if not any(hit.overlaps(other) for other in kept):
            kept.append(hit)
    return kept


def _stage_said(words: Lexicon, text: str) -> str:
    """The stage that the words themselves name, or an empty string."""
    hits = words.stages.find(words.stages.read(text))
    return hits[0].meaning if hits else ""
