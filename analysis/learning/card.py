"""The card of the shipped models: what they were made from, how good they are, what they are not.

Every figure is over writers whom the models never read, and is printed with its interval.
"""

from collections import Counter
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from analysis import themes
from analysis.comment import Comment
from analysis.families import Tier
from analysis.learning.agreeing import agreement
from analysis.learning.corpus import Corpus
from analysis.learning.corpus import Message
from analysis.learning.corpus import Part
from analysis.learning.measuring import Judged
from analysis.learning.measuring import f1_by_label
from analysis.learning.measuring import intervals
from analysis.learning.measuring import likely
from analysis.learning.measuring import share
from analysis.many.shares import wilson
from analysis.tagger import ASSERTED_FROM
from analysis.tagger import seen
from analysis.understanding import Understanding
from analysis.weighing import themes_shown

MADE_BY = "`make model`"
NOT_FOR = """\
## What they are not for

- Not for deciding anything about a child. They put texts in order and propose themes; a person
  reads every text and has the last word on every theme.
- Not for saying that somebody is safe. Grey means "no automatic flag", no more.
- Not for a score of a mood, a risk or a person, nor for a trend of one.
- Not validated on real messages: every message they were made and measured with was invented.
- Not for languages other than English: those are amber at once, and tagged by word lists at most.
"""


def card(corpus: Corpus, reader: Understanding) -> str:
    """The whole card, in Markdown."""
    return "\n".join(
        [
            "# Card of the shipped models",
            "",
            f"Written by {MADE_BY}, which makes the models from `analysis/corpus`, byte for byte",
            "the same when run again. The figures below are made again by `make card`.",
            "",
            *_made_from(corpus, reader),
            *_themes(corpus, reader),
            *_worries(corpus, reader),
            *_by_language(corpus, reader),
            NOT_FOR,
        ]
    )


def _made_from(corpus: Corpus, reader: Understanding) -> Iterator[str]:
    yield "## What they were made from"
    yield ""
    yield "| part | writers | messages on themes | worries | traps |"
    yield "| --- | --- | --- | --- | --- |"
    for part in Part:
        told, worries = corpus.themes(part), corpus.worries(part)
        writers = sorted({each.writer for each in (*told, *worries)})
        traps = sum(each.kind == "trap" for each in worries)
        yield f"| {part} | {', '.join(writers)} | {len(told)} | {len(worries) - traps} | {traps} |"
    yield ""
    for model in (reader.theme_model, reader.worry_model):
        if model is not None:
            shown = ", ".join(f"{key} {value}" for key, value in sorted(model.about.items()))
            yield f"- {len(model.names):,} features; {shown}"
    yield from agreement(corpus)


def _themes(corpus: Corpus, reader: Understanding) -> Iterator[str]:
    test = corpus.themes(Part.TEST)
    plain = [replace(each, asked=()) for each in test]
    ways = {
        "with the question": judged(test, reader),
        "without the question": judged(plain, reader),
        "with the question, without the model": by_lexicon(test, reader),
    }
    yield "## Themes, on the test part"
    yield ""
    yield f"{len(test)} messages of writers nobody learned from; in brackets 95 % of 1,000 draws."
    yield ""
    measured = {name: intervals(way) for name, way in ways.items()}
    yield "| | " + " | ".join(next(iter(measured.values()))) + " |"
    yield "| --- " * 6 + "|"
    for name, figures in measured.items():
        yield f"| {name} | " + " | ".join(str(each) for each in figures.values()) + " |"
    yield ""
    yield from _by_theme(ways["with the question"])


def _by_theme(way: Judged) -> Iterator[str]:
    yield "| theme | messages | precision | recall | F1 |"
    yield "| --- | --- | --- | --- | --- |"
    f1 = f1_by_label(way)
    for column, key in enumerate(themes.shipped().themes):
        right, said = way.right[:, column], way.asserted[:, column]
        both = int((right & said).sum())
        precise, found = share(both, int(said.sum())), share(both, int(right.sum()))
        yield f"| {key} | {int(right.sum())} | {precise} | {found} | {f1[column]:.3f} |"
    yield ""


def _worries(corpus: Corpus, reader: Understanding) -> Iterator[str]:
    test, ordinary = corpus.worries(Part.TEST), corpus.themes(Part.TEST)
    yield "## Worries, on the test part"
    yield ""
    yield "| kind | texts | raised (red or amber) | red |"
    yield "| --- | --- | --- | --- |"
    kinds = {kind: [m for m in test if m.kind == kind] for kind in _kinds(test)}
    for kind, told in {**kinds, "ordinary": ordinary}.items():
        tiers = _tiers(told, reader)
        raised, red = len(told) - tiers[Tier.GREY], tiers[Tier.RED]
        yield f"| {kind} | {len(told)} | {share(raised, len(told))} | {share(red, len(told))} |"
    yield ""
    yield "| family | explicit and misspelt, raised | indirect, raised |"
    yield "| --- | --- | --- |"
    for family in sorted({each.family for each in test}):
        own = [each for each in test if each.family == family]
        plain = [each for each in own if each.kind in ("explicit", "misspelt")]
        half = [each for each in own if each.kind == "indirect"]
        yield f"| {family} | {_raised(plain, reader)} | {_raised(half, reader)} |"
    yield ""


def _by_language(corpus: Corpus, reader: Understanding) -> Iterator[str]:
    yield "| language, where nobody chose one | worries | raised | red |"
    yield "| --- | --- | --- | --- |"
    for language, texts in corpus.other_languages().items():
        tiers = Counter(reader.screening(Comment(each)).tier for each in texts)
        raised, red = len(texts) - tiers[Tier.GREY], tiers[Tier.RED]
        yield f"| {language} | {len(texts)} | {share(raised, len(texts))} | {red} |"
    yield ""


def judged(messages: Sequence[Message], reader: Understanding) -> Judged:
    """What is right, and what the lexicon, the question and the model together say."""
    labels, model = tuple(themes.shipped().themes), reader.theme_model
    if model is None:
        raise LookupError("there is no model to measure")
    words = reader.lexicons["en"]
    scores = np.array([likely(model, themes_shown(words, _comment(m))) for m in messages])
    right = np.array([[label in each.labels for label in labels] for each in messages])
    return Judged(right, scores >= model.about["assert"], scores)


def by_lexicon(messages: Sequence[Message], reader: Understanding) -> Judged:
    """The same without a model: the lexicon and the question alone."""
    labels, words = tuple(themes.shipped().themes), reader.lexicons["en"]
    right = np.array([[label in each.labels for label in labels] for each in messages])
    scores, sure = np.zeros(right.shape, np.float32), np.zeros(right.shape, np.bool_)
    for row, message in enumerate(messages):
        reading = words.cues.read(message.text)
        for each in seen(words, reading, message.asked):
            column = labels.index(each.theme)
            scores[row, column] = each.strength
            sure[row, column] = bool(each.hits) and each.strength >= ASSERTED_FROM
    return Judged(right, sure, scores)


def _comment(message: Message) -> Comment:
    return Comment(message.text, question_themes=message.asked)


def _kinds(messages: Iterable[Message]) -> list[str]:
    return list(dict.fromkeys(each.kind for each in messages))


def _tiers(messages: Iterable[Message], reader: Understanding) -> Counter[Tier]:
    return Counter(reader.screening(Comment(each.text)).tier for each in messages)


def _raised(messages: Sequence[Message], reader: Understanding) -> str:
    raised = len(messages) - _tiers(messages, reader)[Tier.GREY]
    low, high = wilson(raised, len(messages))
    return f"{raised} of {len(messages)} ({low:.2f} to {high:.2f})"
