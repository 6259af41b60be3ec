"""Messages of the corpus as examples to learn from."""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import replace

from analysis import lexicon
from analysis import worry
from analysis.comment import Comment
from analysis.learning.corpus import Message
from analysis.learning.training import Example
from analysis.lexicon import Lexicon
from analysis.weighing import themes_shown
from analysis.weighing import worries_shown
from analysis.worry import ANY

OTHER_WAY_WEIGHT = 0.5  # of a message shown a second time, with or without a question
PHRASE_WEIGHT = 0.2  # of a phrase of the lexicon, which nobody wrote as a message


def theme_examples(messages: Iterable[Message]) -> Iterator[Example]:
    """Each message as it was asked for, and the other way: without its question, or with one."""
    words = lexicon.shipped()["en"]
    for message in messages:
        yield theme_example(words, message)
        other = () if message.asked else tuple(sorted(message.labels)[:1])
        if other != message.asked:
            again = theme_example(words, replace(message, asked=other))
            yield replace(again, weight=OTHER_WAY_WEIGHT)


def theme_example(words: Lexicon, message: Message) -> Example:
    """One message, as it was asked for."""
    comment = Comment(message.text, question_themes=message.asked)
    return Example(themes_shown(words, comment), message.labels)


def phrase_examples() -> Iterator[Example]:
    """Each phrase of the lexicon as a very short message."""
    words = lexicon.shipped()["en"]
    for phrase, cue in words.cues.entries:
        yield Example(themes_shown(words, Comment(phrase)), {cue.theme}, PHRASE_WEIGHT)


def worry_examples(messages: Iterable[Message], ordinary: Iterable[Message]) -> list[Example]:
    """Worries with their family, traps and ordinary messages with none."""
    phrases = worry.shipped()
    told: list[Example] = []
    for message in (*messages, *ordinary):
        families: Sequence[str] = (message.family, ANY) if message.kind not in ("", "trap") else ()
        told.append(Example(worries_shown(phrases, message.text), families))
    return told
