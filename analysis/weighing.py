"""What the model is shown of a comment, and what it says of it."""

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass

from analysis import features
from analysis.comment import Comment
from analysis.comment import Span
from analysis.features import Feature
from analysis.lexicon import Lexicon
from analysis.linear import Linear
from analysis.tagger import seen
from analysis.words import Reading
from analysis.worry import Phrases

MOST_LEANED_ON = 3  # stretches of words shown for a tag


@dataclass(frozen=True)
class Weighed:
    """How likely each label is (0 to 1), and what was read to say so."""

    likely: Mapping[str, float]
    reading: Reading
    shown: Sequence[Feature]
    model: Linear

    def leaned_on(self, label: str) -> tuple[Span, ...]:
        """The words that spoke most for a label, in their order in the text."""
        places = self.model.leaning(self.shown, label)
        strong = sorted(places, key=lambda place: places[place], reverse=True)[:MOST_LEANED_ON]
        spans = {self.reading.span(*place) for place in strong if places[place] > 0}
        return tuple(sorted(spans))


def themes_shown(lexicon: Lexicon, comment: Comment) -> tuple[Reading, list[Feature]]:
    """What the theme model is shown: words, letters, the lexicon's phrases and the question."""
    reading = lexicon.cues.read(comment.words)
    strengths = {each.theme: each.strength for each in seen(lexicon, reading)}
    return reading, [
        *features.of_words(reading),
        *features.of_letters(comment.words),
        *features.of_phrases(strengths),
        *features.of_question(comment.question_themes, features.length(reading)),
    ]


def worries_shown(phrases: Phrases, words: str) -> tuple[Reading, list[Feature]]:
    """What the worry model is shown. The question is left out: worries come under any."""
    reading = phrases.spelling.read(words)
    return reading, [*features.of_words(reading), *features.of_letters(words)]


def weighed(model: Linear, reading: Reading, shown: Sequence[Feature]) -> Weighed:
    """What a model says of what it was shown."""
    scores = model.scores(shown).tolist()
    return Weighed(dict(zip(model.labels, scores, strict=True)), reading, shown, model)
