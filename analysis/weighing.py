"""What the models are shown of a comment: of themes with the question, of worries without it."""

from collections.abc import Iterable

from analysis import features
from analysis.comment import Comment
from analysis.features import Shown
from analysis.lexicon import Lexicon
from analysis.tagger import Seen
from analysis.tagger import seen
from analysis.words import Reading
from analysis.worry import Phrases


def themes_shown(lexicon: Lexicon, comment: Comment) -> Shown:
    """Words, letters, the lexicon's phrases and the question."""
    reading = lexicon.cues.read(comment.words)
    return with_phrases(reading, seen(lexicon, reading), comment)


def with_phrases(reading: Reading, found: Iterable[Seen], comment: Comment) -> Shown:
    """The same where the phrases were looked up already, without the question."""
    strengths = {each.theme: each.strength for each in found}
    asked = features.of_question(comment.question_themes, reading)
    return Shown(reading, features.of_phrases(strengths) | asked)


def worries_shown(phrases: Phrases, words: str) -> Shown:
    """Words and letters. The question is left out: worries come under any."""
    return Shown(phrases.spelling.read(words))
