"""How far those who labelled the corpus agree: with each other, and with who wrote it."""

from collections.abc import Iterator

import numpy as np

from analysis import themes
from analysis.learning.corpus import Corpus
from analysis.many.agreement import Judgement
from analysis.many.agreement import ac1
from analysis.many.agreement import alpha

WRITER = "writer"


def agreement(corpus: Corpus) -> Iterator[str]:
    """Lines of the card: Krippendorff's alpha with MASI, and the range of AC1 over the themes."""
    told = [
        Judgement(labeller, message, frozenset(said["labels"]))
        for message, by_labeller in corpus.labelled.items()
        for labeller, said in by_labeller.items()
    ]
    if not told:
        yield "- Labelled by the writers themselves: nobody else has judged these messages yet."
        yield ""
        return
    labelled = {each.text for each in told}
    meant = [
        Judgement(WRITER, message.id, message.labels)
        for message in corpus.as_meant()
        if message.id in labelled
    ]
    first = {text: by_labeller[min(by_labeller)] for text, by_labeller in corpus.labelled.items()}
    firsts = [Judgement("reader", text, frozenset(s["labels"])) for text, s in first.items()]
    yield f"- {len(labelled)} messages were labelled by somebody who did not write them."
    yield f"- Readers and writers: {_said([*meant, *firsts])}"
    twice = {text for text, by_labeller in corpus.labelled.items() if len(by_labeller) > 1}
    if twice:
        both = [each for each in told if each.text in twice]
        yield f"- Two readers, on {len(twice)} messages: {_said(both)}"
    yield ""


def _said(told: list[Judgement]) -> str:
    together = alpha(told)
    by_theme = [ac1(told, theme) or 0.0 for theme in themes.shipped().themes]
    if together is None:
        return "no message was judged twice."
    low, middle, high = np.percentile(by_theme, [0, 50, 100])
    return (
        f"alpha {together:.2f} (Krippendorff, MASI); "
        f"AC1 by theme {low:.2f} to {high:.2f}, middle {middle:.2f}."
    )
