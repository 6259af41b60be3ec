"""Making the shipped models: seeded, and the same byte for byte when run again.

Thresholds are chosen on writers whom the model that is scored has not read: each training writer
is left out in turn, and the development writers are never learned from.
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
PRECISION = 0.81  # wanted of asserted themes, a little above what is promised
SUGGESTED_FROM = 0.08  # likelihood; found by eye on the development part: fainter is noise
FREEDOM_THEMES = 7.0
FREEDOM_WORRIES = 5.0
ORDINARY_RAISED = 0.09  # of ordinary messages, wanted at most, phrases and model together
ORDINARY_RED = 0.004  # of ordinary messages, by the model alone


def themes_model(corpus: Corpus) -> Linear:
    """The model of themes, with the likelihoods from which it asserts and suggests."""
    labels = tuple(themes.shipped().themes)
    training = corpus.themes(Part.TRAINING)
    right, scores = unseen_scores(training, corpus.themes(Part.DEVELOPMENT), labels)
    asserted_from = threshold_for_precision(right, scores, PRECISION)
    about = {
        "version": THEMES_VERSION,
        "kind": "themes",
        "seed": SEED,
        "messages": len(training),
        "writers": len({each.writer for each in training}),
        "assert": round(asserted_from, 3),
        "suggest": SUGGESTED_FROM,
    }
    return _fitted_to_themes(training, labels, about)


def unseen_scores(
    training: Sequence[Message], development: Sequence[Message], labels: tuple[str, ...]
) -> tuple[Marks, Scores]:
    """What is right, and how likely a model that had not read the writer said it was."""
    writers = sorted({each.writer for each in training})
    folds = [
        ([m for m in training if m.writer != w], [m for m in training if m.writer == w])
        for w in writers
    ]
    folds.append((list(training), list(development)))
    right, scores = [], []
    for learned, unseen in folds:
        if not learned or not unseen:
            continue
        model = _fitted_to_themes(learned, labels, {})
        words = lexicon.shipped()["en"]
        scores += [likely(model, theme_example(words, each).shown) for each in unseen]
        right += [[label in each.labels for label in labels] for each in unseen]
    return np.array(right), np.array(scores, np.float32)


def _fitted_to_themes(
    messages: Sequence[Message], labels: tuple[str, ...], about: dict[str, object]
) -> Linear:
    told = [*theme_examples(messages), *phrase_examples()]
    return train(told, Recipe(labels, FREEDOM_THEMES, about))


def worries_model(corpus: Corpus) -> Linear:
    """The model of worries, with the likelihoods from which it raises amber and red."""
    told = corpus.worries(Part.TRAINING)
    ordinary = corpus.themes(Part.TRAINING)
    labels = (*worry_labels(), ANY)
    model = train(worry_examples(told, ordinary), Recipe(labels, FREEDOM_WORRIES, {}))
    unseen = _ordinary_scores(corpus)
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


def _ordinary_scores(corpus: Corpus) -> list[tuple[float, bool]]:
    """Of ordinary messages by writers unread: the model's likelihood, and if phrases raise it."""
    worries, themes_told = corpus.worries(Part.TRAINING), corpus.themes(Part.TRAINING)
    writers = sorted({each.writer for each in themes_told})
    found: list[tuple[float, bool]] = []
    for writer in writers:
        others = [each for each in themes_told if each.writer != writer]
        model = train(worry_examples(worries, others), Recipe((ANY,), FREEDOM_WORRIES, {}))
        found += [_ordinary(model, each) for each in themes_told if each.writer == writer]
    return found


def _ordinary(model: Linear, message: Message) -> tuple[float, bool]:
    found = model.weigh(worries_shown(worry.shipped(), message.text))
    return found.likely[ANY], screen(Comment(message.text)).tier is not Tier.GREY


def _amber_from(unseen: Sequence[tuple[float, bool]]) -> float:
    """The likelihood at which phrases and model together raise no more than is wanted."""
    free = [likely for likely, raised in unseen if not raised]
    by_phrases = 1 - len(free) / len(unseen)
    left = max(0.01, ORDINARY_RAISED - by_phrases) * len(unseen) / len(free)
    return threshold_for_share(free, left)
