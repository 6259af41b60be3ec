"""Comment → tags: the theme, the stage, the very words that caused it and the rule that fired.

Tags are suggestions to people, whose corrections win. Negation never removes a theme: "not sad
any more" is still about feelings. A language without a lexicon gets no tags: it needs a reader.
"""

from collections.abc import Collection
from collections.abc import Mapping
from collections.abc import Sequence
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple

from analysis import lexicon
from analysis.comment import Comment
from analysis.comment import Span
from analysis.language import tongue
from analysis.lexicon import Cue
from analysis.lexicon import Lexicon
from analysis.phrases import Hit
from analysis.phrases import clearest
from analysis.words import Reading

MOST_TAGS = 3
ASSERTED_FROM = 0.5  # strength
SUGGESTED_FROM = 0.3  # strength; also what the question alone is worth
QUESTION_STRENGTH = 0.3


class State(StrEnum):
    """Whether the rules are sure enough to say it, or only propose it to a person."""

    ASSERT = "assert"
    SUGGEST = "suggest"


class Tag(NamedTuple):
    """One theme seen in a comment. ``strength`` is 0 to 1; an empty stage is not known.

    ``spans`` are the words of the lexicon that were found, ``leaned_on`` those that the model
    leaned on most.
    """

    theme: str
    stage: str
    strength: float
    spans: tuple[Span, ...]
    rule: str
    state: State
    leaned_on: tuple[Span, ...] = ()


def tag(comment: Comment, lexicons: Mapping[str, Lexicon] | None = None) -> tuple[Tag, ...]:
    """The themes of a comment by lexicon and question, strongest first, three at most."""
    words = (lexicon.shipped() if lexicons is None else lexicons).get(tongue(comment))
    return by_rules(words, comment) if words and comment.words.strip() else ()


def by_rules(words: Lexicon, comment: Comment) -> tuple[Tag, ...]:
    """The same of a comment that is in the lexicon's language."""
    reading = words.cues.read(comment.words)
    signs = seen(words, reading, comment.question_themes)
    strong = [each for each in signs if each.strength >= SUGGESTED_FROM]
    if not strong:
        return ()
    stage = comment.question_stage or stage_said(words, reading)
    if len(strong) > 1:
        strong.sort(key=_STRENGTH, reverse=True)
    return tuple([_tag(each, stage, reading) for each in strong[:MOST_TAGS]])


class Seen(NamedTuple):
    """What the lexicon and the question say of one theme; ``strength`` is 0 to 1."""

    theme: str
    strength: float
    hits: Sequence[Hit[Cue]]
    asked: bool

    @property
    def rule(self) -> str:
        """What fired, for people: "lexicon:my room + question"."""
        if not self.hits:
            return "question"
        strongest = max(self.hits, key=_weight)
        return f"lexicon:{strongest.phrase}" + (" + question" if self.asked else "")


def seen(words: Lexicon, reading: Reading, asked: Collection[str] = ()) -> list[Seen]:
    """Every theme that a phrase or the question speaks for."""
    by_theme: dict[str, list[Hit[Cue]]] = {theme: [] for theme in asked}
    for hit in clearest(words.cues.find(reading)):
        theme = hit.meaning.theme
        if theme in by_theme:
            by_theme[theme].append(hit)
        else:
            by_theme[theme] = [hit]
    return [_seen(theme, hits, theme in asked) for theme, hits in by_theme.items()]


def spans(found: Seen | None, reading: Reading) -> tuple[Span, ...]:
    """The words of the lexicon that speak for a theme, in their order."""
    if not found:
        return ()
    stretches = [reading.span(hit.first, hit.last) for hit in found.hits]
    return tuple(sorted(set(stretches)) if len(stretches) > 1 else stretches)


def stage_said(words: Lexicon, reading: Reading) -> str:
    """The stage that the words themselves name, or an empty string."""
    hits = words.stages.find(reading)
    return hits[0].meaning if hits else ""


def _seen(theme: str, hits: list[Hit[Cue]], asked: bool) -> Seen:
    """Each different phrase, and the question, lessens what doubt is left."""
    doubt = 1 - QUESTION_STRENGTH if asked else 1.0
    if len(hits) == 1:
        doubt *= 1 - hits[0].meaning.weight
    elif hits:
        hits = _strongest_apart(hits)
        for weight in {hit.phrase: hit.meaning.weight for hit in hits}.values():
            doubt *= 1 - weight
    return Seen(theme, round(1 - doubt, 2), hits, asked)


def _tag(found: Seen, stage: str, reading: Reading) -> Tag:
    sure = bool(found.hits) and found.strength >= ASSERTED_FROM
    state = State.ASSERT if sure else State.SUGGEST
    return Tag(found.theme, stage, found.strength, spans(found, reading), found.rule, state)


def _strongest_apart(hits: Sequence[Hit[Cue]]) -> list[Hit[Cue]]:
    """Strongest first, no word counted twice."""
    kept: list[Hit[Cue]] = []
    for hit in sorted(hits, key=_weight, reverse=True):
        if not any(hit.overlaps(other) for other in kept):
            kept.append(hit)
    return kept


def _weight(hit: Hit[Cue]) -> float:
    return hit.meaning.weight


_STRENGTH = attrgetter("strength")
