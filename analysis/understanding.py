"""What was said, with its why: the lexicons, the question and the models together.

One value holds everything that an authority reads with, so that every tag can name its version.
The parts are read from their files in the worker only; a broken file stops it, and names itself.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from analysis import lexicon
from analysis import model_file
from analysis import themes
from analysis import worry
from analysis.comment import Comment
from analysis.families import Tier
from analysis.language import ENGLISH
from analysis.language import tongue
from analysis.lexicon import Lexicon
from analysis.linear import Linear
from analysis.model_file import ModelFault
from analysis.scales import Weighed
from analysis.tagger import MOST_TAGS
from analysis.tagger import Seen
from analysis.tagger import State
from analysis.tagger import Tag
from analysis.tagger import Told
from analysis.tagger import by_rules
from analysis.tagger import seen
from analysis.weighing import with_phrases
from analysis.weighing import worries_shown
from analysis.worry import ANY
from analysis.worry import Screening

THEMES_FILE = "themes.en.model"
WORRIES_FILE = "worries.en.model"


class UnderstandingFault(RuntimeError):
    """A lexicon or a model can't be read: nothing may be read with it. The message names it."""


@dataclass(frozen=True)
class Understanding:
    """What comments are read with. Without a model, the lexicons and the question speak alone."""

    lexicons: Mapping[str, Lexicon]
    theme_model: Linear | None
    worry_model: Linear | None

    @property
    def version(self) -> str:
        """What a tag says of who made it: taxonomy, lexicons and model."""
        model = self.theme_model.version if self.theme_model else "none"
        words = lexicon.versions(self.lexicons)
        return f"rules {themes.shipped().version}, words {words}, model {model}"

    def tags(self, comment: Comment) -> tuple[Tag, ...]:
        """The themes of a comment, likeliest first.

        What is asserted always stands; suggestions fill up to three. A language without a
        lexicon gets no tags: it needs a reader.
        """
        language = tongue(comment)
        words = self.lexicons.get(language)
        if words is None or not comment.words.strip():
            return ()
        if self.theme_model is None or language != ENGLISH:
            return by_rules(words, comment)
        return _by_model(self.theme_model, words, comment)

    def screening(self, comment: Comment) -> Screening:
        """How soon to read a comment. The model may raise a tier, never lower it."""
        by_phrases = worry.screen(comment)
        model = self.worry_model
        if model is None or by_phrases.tier is Tier.RED or not comment.words.strip():
            return by_phrases
        weighed = model.weigh(worries_shown(worry.shipped(), comment.words))
        return _raised(by_phrases, weighed, model.about)


@cache
def shipped() -> Understanding:
    """As shipped, read once; raises ``UnderstandingFault`` with the place of the fault."""
    return read_from(resources.files("analysis").joinpath("models"))


def read_from(models: Traversable) -> Understanding:
    """The shipped lexicons with the models of a folder; raises ``UnderstandingFault``."""
    try:
        worry.shipped()
        lexicons = lexicon.shipped()
        return Understanding(lexicons, _model(models, THEMES_FILE), _model(models, WORRIES_FILE))
    except (OSError, ValueError) as fault:  # every fault of a list or a model is one of these
        raise UnderstandingFault(str(fault)) from fault


def _model(models: Traversable, name: str) -> Linear:
    try:
        return model_file.read(models.joinpath(name).read_bytes())
    except (OSError, ModelFault) as fault:
        raise ModelFault(f"models/{name}: {fault}") from fault


def _by_model(model: Linear, words: Lexicon, comment: Comment) -> tuple[Tag, ...]:
    reading = words.cues.read(comment.words)
    said = {each.theme: each for each in seen(words, reading)}
    found = model.weigh(with_phrases(reading, said.values(), comment))
    asserted_from, suggested_from = model.about["assert"], model.about["suggest"]
    likely = _with_own_words(said.values(), found.likely)
    strong = [theme for theme, score in likely.items() if score >= suggested_from]
    strong.sort(key=likely.__getitem__, reverse=True)
    told = Told(comment, words, reading)
    return tuple(
        Tag(
            theme=theme,
            strength=round(likely[theme], 2),
            state=State.ASSERT if likely[theme] >= asserted_from else State.SUGGEST,
            said=_said(theme, said, comment),
            told=told,
            weighed=found,
        )
        for rank, theme in enumerate(strong)
        if rank < MOST_TAGS or likely[theme] >= asserted_from
    )


def _said(theme: str, said: Mapping[str, Seen], comment: Comment) -> Seen:
    """What words and question say of a theme, also where that is nothing."""
    asked = theme in comment.question_themes
    if theme not in said:
        return Seen(theme, 0.0, (), asked)
    return said[theme]._replace(asked=asked) if asked else said[theme]


def _with_own_words(said: Iterable[Seen], likely: Mapping[str, float]) -> Mapping[str, float]:
    """Words that this authority's own people added lessen the doubt that the model leaves."""
    own = [(each.theme, hit.meaning) for each in said for hit in each.hits if hit.meaning.added]
    if not own:
        return likely
    lessened = dict(likely)
    for theme, cue in own:
        lessened[theme] = 1 - (1 - lessened[theme]) * (1 - cue.weight)
    return lessened


def _raised(by_phrases: Screening, found: Weighed, about: Mapping[str, Any]) -> Screening:
    """With what the model adds: a tier, the likeliest family and the words it leaned on."""
    likely = found.likely[ANY]
    if likely < about["amber"]:
        return by_phrases
    family = max((key for key in found.likely if key != ANY), key=lambda key: found.likely[key])
    return replace(
        by_phrases,
        tier=Tier.RED if likely >= about["red"] else Tier.AMBER,
        families=tuple(dict.fromkeys((*by_phrases.families, family))),
        spans=tuple(sorted({*by_phrases.spans, *found.leaned_on(ANY)})),
    )
