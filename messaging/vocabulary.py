"""The words of ``reply_words.json``: how people say yes, no, skip and not sure, and count."""

import json
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from messaging.plain import squeezed
from messaging.plain import tokens

Phrase = tuple[str, ...]
ENGLISH = "en"
OUT_OF_REACH = 10_000  # no question counts so far: a phone number, a slip of the thumb


@dataclass(frozen=True)
class Vocabulary:
    """What one language understands; English is always understood beside it."""

    skip: frozenset[Phrase]  # with held-down letters let go, as in "skippp"
    not_sure: frozenset[Phrase]
    no_answer: frozenset[Phrase]  # begins like an answer and is none: "never mind"
    same_as: tuple[frozenset[Phrase], ...]  # groups of phrases that mean the same
    numbers: Mapping[str, int]
    ordinals: frozenset[str]
    places: Mapping[str, int]  # "last" is -1 and "middle" 0
    times: Mapping[str, int]  # where a number is asked for: "twice"
    alone: frozenset[Phrase]  # an answer only with nothing behind it: "of course"
    only_to_end: frozenset[Phrase]  # says something only where the reply ends: "I do"
    all_of: frozenset[Phrase]
    none: frozenset[Phrase]  # says 0 where a number is asked for
    before_a_number: frozenset[str]
    before_a_count: frozenset[str]
    names_a_number: frozenset[str]  # so near before 2 or 4 they make it a number, not "to" or "for"
    after_an_ordinal: frozenset[str]  # "the second one"
    before_words: frozenset[str]
    counted: frozenset[str]  # after a number these make it a count, or slang: "2 of them", "4 me"
    joins: frozenset[str]
    lists: frozenset[str]
    asides: frozenset[Phrase]  # may be left out: "for now 2"
    corrects: frozenset[Phrase]  # what follows counts: "2 no wait 3"
    used_to_be: frozenset[Phrase]  # what follows counts no more, if there is a "now"
    wishes: frozenset[Phrase]  # "I would prefer a visit"
    except_for: frozenset[Phrase]  # "all but the last one"
    not_this: frozenset[Phrase]  # what follows is not meant: "dad not mum"
    hedges: frozenset[str]  # "idk, maybe 3"
    yes_or_no: frozenset[Phrase]  # every way to say one of the two
    degrees: frozenset[str]  # "quite": a choice may be meant by it alone
    that: frozenset[str]  # between a stress and its answer: "of course that not"
    always: frozenset[str]  # "yes but not always" is no contradiction
    beside: frozenset[str]  # "1 at home 4 at school" is two answers
    asks_why: frozenset[str]  # behind a "y" these make it a question back: "y r u asking"
    reasons: frozenset[str]  # begin a comment after a list of answers
    says_nothing: frozenset[str]  # beside an answer, these are not worth keeping as a comment
    small: frozenset[str]
    negative: frozenset[str]

    def number(self, token: str) -> int | None:
        """The whole number a token stands for; None for a word, ``OUT_OF_REACH`` for a long one."""
        if token.isdigit():
            return int(token) if len(token) <= _MOST_DIGITS else OUT_OF_REACH
        return self.numbers.get(token, self.numbers.get(squeezed(token)))

    def place(self, token: str, choices: int) -> int | None:
        """The place that a number, an ordinal or "last" stands for among so many choices."""
        place = self.places.get(token)
        if place is None:
            return self.number(token)
        if place == 0:
            return (choices + 1) // 2 if choices % 2 else None
        return place if place > 0 else choices + 1 + place

    def ways_to_say(self, phrase: Phrase) -> frozenset[Phrase]:
        """Everything that means the same as ``phrase``, itself included."""
        return frozenset({phrase}).union(*(group for group in self.same_as if phrase in group))


_MOST_DIGITS = 4
_SETS = (
    "before_a_number", "before_a_count", "before_words", "counted", "reasons", "says_nothing",
    "small", "negative", "ordinals", "names_a_number", "after_an_ordinal", "hedges",
    "beside", "degrees", "that", "asks_why",
)  # fmt: skip


@cache
def vocabulary(language: str) -> Vocabulary:
    """The vocabulary for a reader of ``language``; only English for one that is not in the file."""
    document = _document()
    spoken = (ENGLISH, language) if language != ENGLISH else (ENGLISH,)
    groups = [g for spoken_here in spoken for g in document["same_as"].get(spoken_here, ())]
    ands = _tokens_in(document["and_in"], language)
    return Vocabulary(
        skip=_spoken(document["skip"], spoken, squeezed),
        not_sure=_spoken(document["not_sure"], spoken),
        no_answer=_spoken(document["no_answer"], spoken),
        same_as=tuple(_phrases(group) for group in [*groups, *document["yes_no_anywhere"]]),
        numbers=_numbers(document, language),
        places=document["places"],
        times=document["times"],
        joins=ands.union(document["joins"], _tokens_in(document["or_in"], language)),
        lists=ands.union(document["lists"]),
        alone=_phrases(document["alone"]),
        only_to_end=_phrases(document["only_to_end"]),
        all_of=_phrases(document["all_of"]),
        yes_or_no=frozenset(
            phrase
            for group in map(_phrases, groups)
            for phrase in group
            if not group.isdisjoint({("yes",), ("no",)})
        ),
        asides=_phrases(document["asides"]),
        corrects=_phrases(document["corrects"]),
        used_to_be=_phrases(document["used_to_be"]),
        wishes=_phrases(document["wishes"]),
        except_for=_phrases(document["except"]),
        not_this=_phrases(document["not_this"]),
        always=frozenset(token for phrase in _phrases(document["always"]) for token in phrase),
        none=_phrases(document["none"]),
        **{name: frozenset(document[name]) for name in _SETS},
    )


def _numbers(document: Mapping[str, Any], language: str) -> Mapping[str, int]:
    """By word, and by the word with its held-down letters let go: "fivee", "thre"."""
    words = {**document["numbers"], **document["number_words_in"].get(language, {})}
    plain = {token: number for word, number in words.items() for token in tokens(word)}
    held = {squeezed(token): number for token, number in plain.items() if token.isascii()}
    return {**held, **plain}


def _tokens_in(by_language: Mapping[str, Iterable[str]], language: str) -> frozenset[str]:
    return frozenset(token for word in by_language.get(language, ()) for token in tokens(word))


def _spoken(
    by_language: Mapping[str, Iterable[str]],
    spoken: Iterable[str],
    each: Callable[[str], str] = str,
) -> frozenset[Phrase]:
    phrases = frozenset().union(*(_phrases(by_language.get(name, ())) for name in spoken))
    return frozenset(tuple(map(each, phrase)) for phrase in phrases)


def _phrases(written: Iterable[str]) -> frozenset[Phrase]:
    return frozenset(tokens(words) for words in written)


@cache
def _document() -> Mapping[str, Any]:
    text = resources.files("messaging").joinpath("reply_words.json").read_text(encoding="utf-8")
    document: Mapping[str, Any] = json.loads(text)
    return document
