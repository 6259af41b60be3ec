"""The choices of one question as one reader sees them, and what a reply says of them."""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from typing import NamedTuple

from messaging.plain import alike
from messaging.plain import squeezed
from messaging.plain import tokens
from messaging.ranges import ranges
from messaging.vocabulary import ENGLISH
from messaging.vocabulary import Phrase
from messaging.vocabulary import Vocabulary
from messaging.vocabulary import vocabulary
from surveys.questions import NOT_SURE
from surveys.questions import Kind
from surveys.questions import Question

NO_VALUE = ""  # words that are known, and are no answer to this question
_LEAST_OF_A_WORD = 4  # letters that make a clear beginning: "some" for "sometimes"
_LEAST_TO_JOIN = 6  # letters
_SLANG = frozenset({"2", "4"})
_TO = frozenset({"to", "from"})  # "second to last"
MANNERS = frozenset({"please", "pls", "plz", "thanks", "thank", "thx", "ty"})
_YES_NO = frozenset({Kind.YES_NO, Kind.YES_NO_SOMETIMES})


@dataclass(frozen=True)
class Said:
    """The values that a stretch of the reply may mean; one is an answer, two are not.

    ``bare`` is whether it says no more than the choice: "not really" says more than "no".
    """

    values: frozenset[str]
    begins: int  # the first token of the stretch
    ends: int  # the first token after it
    bare: bool
    numbered: bool = False
    short: bool = False  # "I do": yes only where nothing else is said


class _Way(NamedTuple):
    """One way to say one value. ``own`` is the choice's own wording, which beats another's."""

    phrase: Phrase
    value: str
    own: bool = False
    bare: bool = True
    written: str = ""


class Offer:
    """The choices of one question, as one reader sees them, and every way to say each."""

    def __init__(self, question: Question, *, language: str, band: str) -> None:
        self.words: Vocabulary = vocabulary(language)
        self.values = tuple(choice.value for choice in question.choices)
        self.own = tuple(_own_wordings(question, language, band))
        self._ranges = ranges({way.value: way.written for way in self.own})
        self._ways: dict[str, list[_Way]] = {}  # by first letter: no slip is forgiven there
        for way in (*self.own, *self._others(question)):
            self._ways.setdefault(way.phrase[0][0], []).append(way)

    def _others(self, question: Question) -> Iterator[_Way]:
        for way in self.own:
            core = self._core(way.phrase)
            yield _Way(core, way.value)
            for spoken in {way.phrase, core} - {()}:
                for phrase in self.words.ways_to_say(spoken):
                    yield _Way(phrase, way.value, bare=len(phrase) == 1)
        yield from self._unsure(question)
        said = {phrase for way in self.own for phrase in self.words.ways_to_say(way.phrase)}
        for phrase in self.words.no_answer:
            if phrase not in said or len(phrase) == 1:  # "no one" may be a choice; Polish "no"
                yield _Way(phrase, NO_VALUE)

    def _unsure(self, question: Question) -> Iterator[_Way]:
        """Not sure is an answer where it is offered, perhaps as one of the choices."""
        worded = [way.value for way in self.own if way.phrase in self.words.not_sure]
        for value in worded or [NOT_SURE if question.not_sure else NO_VALUE]:
            for phrase in self.words.not_sure:
                yield _Way(phrase, value)

    def _core(self, phrase: Phrase) -> Phrase:
        """The wording without the small words it opens with: "my friends" is "friends"."""
        start = next((i for i, word in enumerate(phrase) if word not in self.words.small), 0)
        return phrase[start:]

    def at(self, said: Phrase, start: int) -> Said | None:
        """The longest thing said at one place, if anything is said there."""
        best = (0, False, False)
        values: set[str] = set()
        bare = True
        for way in self._ways.get(said[start][0], ()):
            heard = said[start : start + len(way.phrase)]
            if not _same(heard, way.phrase) or self._goes_on(way.phrase, said[start:]):
                continue
            rank = (len(heard), heard == way.phrase, way.own)
            if rank > best:
                best, values, bare = rank, set(), False
            if rank == best:
                values.add(way.value)
                bare = bare or way.bare
        numbered = self._numbered(said, start)
        if not values or (numbered and best[0] == 1):  # a choice that is worded "2" is no place
            return numbered and replace(numbered, values=numbered.values | values)
        short = said[start : start + best[0]] in self.words.only_to_end
        return Said(frozenset(values), start, start + best[0], bare, short=short)

    def _goes_on(self, phrase: Phrase, said: Phrase) -> bool:
        """Whether "I do" is only the beginning of something: "I do my own washing"."""
        if phrase not in self.words.only_to_end:
            return False
        return not self.words.says_nothing.issuperset(said[len(phrase) :])

    def _numbered(self, said: Phrase, start: int) -> Said | None:
        """A number in figures or words, or an ordinal with or without "one"."""
        token, ends = said[start], start + 1
        number = self.words.place(token, len(self.values))
        if number is None or self._slang(said, start):
            return None
        if self._from_the_end(said, start):
            ends = said.index("last", start) + 1
            number = len(self.values) + 1 - number
        elif token in self.words.ordinals or token in self.words.places:
            if any(token in way.phrase for way in self.own):
                return None
            ends += said[ends : ends + 1] != () and said[ends] in self.words.after_an_ordinal
            if ends < len(said) and self._follows_an_ordinal(said[ends], single=ends > start + 1):
                return None
        if self._counts(token, said[ends : ends + 1]):
            return None
        return Said(self._meant(token, number), start, ends, bare=True, numbered=True)

    def _meant(self, token: str, number: int) -> frozenset[str]:
        """The choice at that place; and of choices such as "16 or 17" the one it is in."""
        place = self.values[number - 1] if 0 < number <= len(self.values) else NO_VALUE
        within = {value for value, numbers in self._ranges.items() if number in numbers}
        if not within or token in self.words.ordinals or token in self.words.places:
            return frozenset({place})
        return frozenset(within | ({place} - {NO_VALUE}))

    def _from_the_end(self, said: Phrase, start: int) -> bool:
        """Whether it is "second to last" or "second from last"."""
        following = said[start + 1 : start + 4]
        last = following[:1] == ("last",) or (following[1:2] == ("last",) and following[0] in _TO)
        return said[start] in self.words.ordinals and last

    def _follows_an_ordinal(self, token: str, *, single: bool) -> bool:
        """Whether it is "first two" or "second to last", which are not the first or the second."""
        count = self.words.number(token) is not None and token not in self.words.ordinals
        return token in self.words.places or token in _TO or (count and not single)

    def _slang(self, said: Phrase, start: int) -> bool:
        """Whether 2 or 4 stands for a small word inside a sentence: "i go 2 school"."""
        before, following = said[start - 1 : start], said[start + 1 : start + 2]
        if said[start] not in _SLANG or not before or not following:
            return False
        words = self.words
        if (
            before[0] in words.names_a_number
            or not before[0][0].isalpha()
            or not following[0].isalpha()
        ):
            return False
        told = words.reasons | words.joins | words.says_nothing | words.lists | words.beside
        return following[0] not in told

    def _counts(self, number: str, following: Phrase) -> bool:
        """Whether a number is a count or slang, not a place: "2 of them", "4 me", "two faced"."""
        words = self.words
        if number.isdigit() or not following or not following[0].isalnum():
            return not words.counted.isdisjoint(following)
        told = words.reasons | words.joins | words.says_nothing | words.lists
        return words.number(following[0]) is None and following[0] not in told | {"ish", "out"}

    def leads_up_to(self, said: Phrase) -> bool:
        """Whether these may stand before a number: "I'd give it a", and pictures."""
        openers = self.words.before_a_number
        return all(
            not token[0].isalnum() or token in openers or squeezed(token) in openers
            for token in said
        )

    def first(self, said: Phrase) -> Said | None:
        """What the reply opens with, after words such as "I think it was"."""
        for start in range(len(said)):
            found = self.at(said, start)
            if found and not found.numbered:
                return found
            if found:
                return found if self.leads_up_to(said[:start]) else None
            if not self._may_open(said[start]) or self._refuses(said[start:]):
                return None
        return None

    def _refuses(self, said: Phrase) -> bool:
        """Whether "no" is no short "number": "no food"."""
        return said[0] in self.words.negative and len(said) > 1 and not said[1].isdigit()

    def _may_open(self, token: str) -> bool:
        """A word such as "umm" or a picture, which says nothing yet."""
        openers = self.words.before_words | self.words.before_a_number
        return token in openers or squeezed(token) in openers or not token[0].isalnum()

    def run_together(self, said: Phrase) -> str | None:
        """The one value whose words were written as one, or cut in two: "notatall"."""
        joined = "".join(t for t in said if t not in self.words.says_nothing)
        if len(joined) < _LEAST_TO_JOIN:
            return None
        ways = [way for some in self._ways.values() for way in some if way.bare]
        values = {way.value for way in ways if alike(joined, "".join(way.phrase))}
        return values.pop() if len(values) == 1 else None

    def everything(self, said: Phrase) -> tuple[str, ...]:
        """Every choice, for "all of them"; those that say "none" are not meant."""
        core = tuple(t for t in said if t not in MANNERS & self.words.says_nothing)
        counted = len(core) == len("12") and core[0] in ("all", "first", "last")
        number = self.words.number(core[1]) if counted else None
        if number and core[0] != "all":
            return self.values[:number] if core[0] == "first" else self.values[-number:]
        both = core == ("both",) and len(self.values) == len("12")
        if core not in self.words.all_of and not both and number != len(self.values):
            return ()
        return tuple(value for value in self.values if value not in self.none_of_them)

    @property
    def none_of_them(self) -> frozenset[str]:
        """The choices that no other can stand beside: "None of these", "Not sure"."""
        unsure, negative = self.words.not_sure, self.words.negative
        return frozenset(
            way.value for way in self.own if way.phrase in unsure or way.phrase[0] in negative
        )

    def says(self, token: str) -> bool:
        """Whether one of the choices has this word."""
        return any(token in way.phrase for way in self.own)

    def mentions(self, said: Phrase) -> frozenset[str]:
        """Every choice that is named anywhere, in whatever sense."""
        found = [self.at(said, start) for start in range(len(said))]
        return frozenset(value for one in found if one for value in one.values) - {NO_VALUE}

    def part(self, said: Phrase) -> tuple[str, bool] | None:
        """The one value whose wording holds all that was said: "social worker", "all the".

        It is bare unless something stands beside it, as in "maybe all the".
        """
        aside = self.words.small | self.words.says_nothing
        wanted = [token for token in said if token not in aside | self.words.before_words]
        if not wanted:  # "quite", of "Quite safe"
            wanted = list(said) if len(said) == 1 and said[0] in self.words.degrees else []
        if not wanted or self.words.negative.issuperset(wanted) or said in self.words.yes_or_no:
            return None
        values = {way.value for way in self.own if self._holds(way.phrase, said, wanted)}
        bare = aside.issuperset(set(said) - set(wanted))
        return (values.pop(), bare) if len(values) == 1 else None

    def in_another_order(self, said: Phrase) -> str | None:
        """The one choice of exactly these words; but "really" at the end is a sigh."""
        if len(said) == 1 or said[-1] in self.words.reasons:
            return None
        values = {way.value for way in self.own if _same(sorted(said), sorted(way.phrase))}
        return values.pop() if len(values) == 1 else None

    def adds_nothing(self, said: Iterable[str]) -> bool:
        """Whether these tokens, beside an answer, are not worth keeping as a comment."""
        return self.words.says_nothing.issuperset(said)

    def _holds(self, phrase: Phrase, said: Phrase, wanted: Sequence[str]) -> bool:
        """Never across a "not": "happy" is no part of "not happy"."""
        negative = self.words.negative
        if negative.intersection(phrase) != negative.intersection(said):
            return False
        figures = [str(self.words.number(word)) for word in phrase if self.words.number(word)]
        return all(
            token in figures or any(_begins(token, word) for word in phrase) for token in wanted
        )


def _own_wordings(question: Question, language: str, band: str) -> Iterator[_Way]:
    for choice in question.choices:
        if question.kind in _YES_NO:
            yield _Way((choice.value,), choice.value)
        for spoken in {language, ENGLISH} & {*choice.wording.by_language, language}:
            written = choice.wording.of(spoken, band)
            phrase = tokens(written)
            if phrase:
                yield _Way(phrase, choice.value, own=spoken == language, written=written)


def _same(heard: Sequence[str], phrase: Sequence[str]) -> bool:
    return len(heard) == len(phrase) and all(map(alike, heard, phrase))


def _begins(token: str, word: str) -> bool:
    return alike(token, word) or (len(token) >= _LEAST_OF_A_WORD and word.startswith(token))
