"""Making the shipped models: seeded, and the same byte for byte when run again.

Thresholds are chosen on the development writers, from whom nothing is learned.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from analysis import lexicon
from analysis import themes
from analysis import worry
from analysis.comment import Comment
from analysis.families import Tier
from analysis.learning.corpus import Corpus
from analysis.learning.corpus import Message
from analysis.learning.corpus import Part
from analysis.learning.examples import phrase_examples
from analysis.learning.examples import theme_example
from analysis.learning.examples import theme_examples
from analysis.learning.examples import worry_examples
from analysis.learning.measuring import Marks
from analysis.learning.measuring import Scores
from analysis.learning.measuring import likely
from analysis.learning.measuring import threshold_for_precision
from analysis.learning.measuring import threshold_for_share
from analysis.learning.training import SEED
from analysis.learning.training import Recipe
from analysis.learning.training import train
from analysis.linear import Linear
from analysis.weighing import worries_shown
from analysis.worry import ANY
from analysis.worry import screen

THEMES_VERSION = "1.0"
WORRIES_VERSION = "1.0"
PRECISION = 0.78  # wanted of asserted themes
SUGGESTED_FROM = 0.08  # likelihood; found by eye on the development part: fainter is noise
FREEDOM_THEMES = 9.0
FREEDOM_WORRIES = 10.0
ORDINARY_RAISED = 0.065  # of ordinary messages, wanted at most; another writer's are raised more
ORDINARY_RED = 0.001  # of ordinary messages, by the model alone


def themes_model(corpus: Corpus) -> Linear:
    """The model of themes, with the likelihoods from which it asserts and suggests."""
    labels = tuple(themes.shipped().themes)
    training = corpus.themes(Part.TRAINING)
    model = _fitted_to_themes(training, labels)
    right, scores = _unseen(model, corpus.themes(Part.DEVELOPMENT))
    about = {
        "version": THEMES_VERSION,
        "kind": "themes",
        "seed": SEED,
        "messages": len(training),
        "writers": len({each.writer for each in training}),
        "assert": round(threshold_for_precision(right, scores, PRECISION), 3),
        "suggest": SUGGESTED_FROM,
    }
    return replace(model, about=about)


def _fitted_to_themes(messages: Sequence[Message], labels: tuple[str, ...]) -> Linear:
    told = [*theme_examples(messages), *phrase_examples()]
    return train(told, Recipe(labels, FREEDOM_THEMES))


def _unseen(model: Linear, messages: Sequence[Message]) -> tuple[Marks, Scores]:
    """What is right, and how likely the model says it is."""
    words = lexicon.shipped()["en"]
    scores = [likely(model, theme_example(words, each).shown) for each in messages]
    right = [[label in each.labels for label in model.labels] for each in messages]
    return np.array(right), np.array(scores, np.float32)


def worries_model(corpus: Corpus) -> Linear:
    """The model of worries, with the likelihoods from which it raises amber and red."""
    told = corpus.worries(Part.TRAINING)
    ordinary = corpus.themes(Part.TRAINING)
    labels = (*worry_labels(), ANY)
    model = train(worry_examples(told, ordinary), Recipe(labels, FREEDOM_WORRIES))
    unseen = [_ordinary(model, each) for each in corpus.themes(Part.DEVELOPMENT)]
    amber = _amber_from(unseen)
    about = {
        "version": WORRIES_VERSION,
        "kind": "worries",
        "seed": SEED,
        "messages": len(told),
        "ordinary": len(ordinary),
        "writers": len({each.writer for each in told}),
        "amber": round(amber, 3),
        "red": round(max(amber, threshold_for_share([s for s, _ in unseen], ORDINARY_RED)), 3),
    }
    return replace(model, about=about)


def worry_labels() -> tuple[str, ...]:
    """The families that are written about: not those that only structured answers raise."""
    written = {sign.family for _, sign in worry.shipped().signs.entries}
    return tuple(sorted(written - {"wants_contact"}))


def _ordinary(model: Linear, message: Message) -> tuple[float, bool]:
    found = model.weigh(worries_shown(worry.shipped(), message.text))
    return found.likely[ANY], screen(Comment(message.text)).tier is not Tier.GREY


def _amber_from(unseen: Sequence[tuple[float, bool]]) -> float:
    """The likelihood at which phrases and model together raise no more than is wanted."""
    free = [score for score, raised in unseen if not raised]
    by_phrases = 1 - len(free) / len(unseen)
    left = max(0.01, ORDINARY_RAISED - by_phrases) * len(unseen) / len(free)
    return threshold_for_share(free, left)
