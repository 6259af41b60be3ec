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
from typing import Protocol

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


class Leaning(Protocol):
    """What a model says of the words it leaned on."""

    def leaned_on(self, label: str) -> tuple[Span, ...]:
        """The words that spoke most for a label, in their order in the text."""


class Seen(NamedTuple):
    """What the lexicon and the question say of one theme; ``strength`` is 0 to 1."""

    theme: str
    strength: float
    hits: Sequence[Hit[Cue]]
    asked: bool


class Told:
    """A comment as it was read: with which words, and as which stems.

    It shows nothing of itself, so that no message about a tag can repeat what was said.
    """

    __slots__ = ("comment", "reading", "words")

    def __init__(self, comment: Comment, words: Lexicon, reading: Reading) -> None:
        self.comment = comment
        self.words = words
        self.reading = reading


class Tag(NamedTuple):
    """One theme seen in a comment. ``strength`` is 0 to 1.

    What it was made of stays with it: its evidence is worked out when somebody asks for it, since
    most readings of a comment only want to know the themes.
    """

    theme: str
    strength: float
    state: State
    said: Seen
    told: Told
    weighed: Leaning | None = None

    @property
    def stage(self) -> str:
        """The stage that the question is about, or that the words themselves name; else empty."""
        told = self.told
        return told.comment.question_stage or stage_said(told.words, told.reading)

    @property
    def spans(self) -> tuple[Span, ...]:
        """The words of the lexicon that speak for the theme, in their order."""
        reading = self.told.reading
        return tuple(sorted({reading.span(hit.first, hit.last) for hit in self.said.hits}))

    @property
    def leaned_on(self) -> tuple[Span, ...]:
        """The words that the model leaned on most, in their order."""
        return self.weighed.leaned_on(self.theme) if self.weighed else ()

    @property
    def rule(self) -> str:
        """What fired, for people: "lexicon:my room + question + model"."""
        parts = [f"lexicon:{max(self.said.hits, key=_weight).phrase}"] if self.said.hits else []
        if self.said.asked:
            parts.append("question")
        if self.weighed:
            parts.append("model")
        return " + ".join(parts)


def tag(comment: Comment, lexicons: Mapping[str, Lexicon] | None = None) -> tuple[Tag, ...]:
    """The themes of a comment by lexicon and question, strongest first, three at most."""
    words = (lexicon.shipped() if lexicons is None else lexicons).get(tongue(comment))
    return by_rules(words, comment) if words and comment.words.strip() else ()


def by_rules(words: Lexicon, comment: Comment) -> tuple[Tag, ...]:
    """The same of a comment that is in the lexicon's language."""
    reading = words.cues.read(comment.words)
    strong = [
        each
        for each in seen(words, reading, comment.question_themes)
        if each.strength >= SUGGESTED_FROM
    ]
    if len(strong) > 1:
        strong.sort(key=_STRENGTH, reverse=True)
    told = Told(comment, words, reading)
    return tuple(
        [Tag(each.theme, each.strength, _state(each), each, told) for each in strong[:MOST_TAGS]]
    )


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


def _state(found: Seen) -> State:
    sure = found.hits and found.strength >= ASSERTED_FROM
    return State.ASSERT if sure else State.SUGGEST


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
