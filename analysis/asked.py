"""What a question asks about, when all that is known of it is its wording."""

import json
from collections.abc import Iterable
from collections.abc import Mapping
from functools import cache
from importlib import resources

from analysis import tagger
from analysis.comment import Comment
from analysis.tagger import State
from analysis.tagger import Tag
from analysis.understanding import Understanding
from analysis.words import Spelling

MOST_THEMES = 2

_PLAIN = Spelling()


def themes_asked(question: str, understanding: Understanding) -> tuple[str, ...]:
    """The themes of a question: as listed, else as its own words are read, two at most."""
    if not question.strip():
        return ()
    listed = wordings().get(_reading(question))
    if listed is not None:
        return listed
    asking = Comment(question)
    by_model = understanding.tags(asking)
    by_words = tagger.tag(asking, understanding.lexicons)
    return _asserted(by_model) or _asserted(by_words)


def _asserted(found: Iterable[Tag]) -> tuple[str, ...]:
    return tuple(each.theme for each in found if each.state is State.ASSERT)[:MOST_THEMES]


@cache
def wordings() -> Mapping[str, tuple[str, ...]]:
    """Ways of asking, each read as plain stems, and the themes it asks about."""
    text = resources.files("analysis").joinpath("themes/questions.en.json").read_text("utf-8")
    return {
        _reading(question): tuple(themes)
        for question, themes in json.loads(text)["questions"].items()
    }


def _reading(question: str) -> str:
    return " ".join(filter(None, _PLAIN.read(question).stems))  # marks ask nothing
