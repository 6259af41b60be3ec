"""Which of the choices a reply means: by number, by name, or by a clear part of the name.

The rule throughout: never guess between two. What fits two choices is not read.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace

from messaging.plain import alike
from messaging.plain import tokens
from messaging.vocabulary import ENGLISH
from messaging.vocabulary import Phrase
from messaging.vocabulary import Vocabulary
from messaging.vocabulary import vocabulary
from surveys.questions import NOT_SURE
from surveys.questions import Kind
from surveys.questions import Question

NO_VALUE = ""  # words that are known, and are no answer to this question
_LEAST_OF_A_WORD = 4  # letters that make a clear beginning: "some" for "sometimes"
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


@dataclass(frozen=True)
class _Way:
    """One way to say one value. ``own`` is the choice's own wording, which beats another's."""

    phrase: Phrase
    value: str
    own: bool = False
    bare: bool = True


class Offer:
    """The choices of one question, as one reader sees them, and every way to say each."""

    def __init__(self, question: Question, *, language: str, band: str) -> None:
        self.words: Vocabulary = vocabulary(language)
        self.values = tuple(choice.value for choice in question.choices)
        self.own = tuple(_own_wordings(question, language, band))
        self._ways: dict[str, list[_Way]] = {}  # by first letter: no slip is forgiven there
        for way in (*self.own, *self._others(question)):
            self._ways.setdefault(way.phrase[0][0], []).append(way)

    def _others(self, question: Question) -> Iterator[_Way]:
        for way in self.own:
            yield _Way(self._core(way.phrase), way.value)
            for phrase in self.words.ways_to_say(way.phrase):
                yield _Way(phrase, way.value, bare=len(phrase) == 1)
        not_sure = NOT_SURE if question.not_sure else NO_VALUE
        for phrase in self.words.not_sure:
            yield _Way(phrase, not_sure)
        for phrase in self.words.no_answer:
            yield _Way(phrase, NO_VALUE)

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
            if not _same(heard, way.phrase):
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
        return Said(frozenset(values), start, start + best[0], bare)

    def _numbered(self, said: Phrase, start: int) -> Said | None:
        number = self.words.number(said[start])
        if number is None or self._counts(said[start], said[start + 1 : start + 2]):
            return None
        value = self.values[number - 1] if 0 < number <= len(self.values) else NO_VALUE
        return Said(frozenset({value}), start, start + 1, bare=True, numbered=True)

    def _counts(self, number: str, following: Phrase) -> bool:
        """Whether a number is a count or slang, not a place: "2 of them", "4 me", "two faced"."""
        if number.isdigit() or not following:
            return not self.words.counted.isdisjoint(following)
        more = self.words.number(following[0]) is not None
        return not more and following[0] not in self.words.reasons | self.words.joins

    def first(self, said: Phrase) -> Said | None:
        """What the reply opens with, after words such as "I think it was"."""
        for start in range(len(said)):
            found = self.at(said, start)
            if found and not found.numbered:
                return found
            if found:
                return found if self.words.before_a_number.issuperset(said[:start]) else None
            if said[start] not in self.words.before_words | self.words.before_a_number:
                return None
        return None

    def part(self, said: Phrase) -> tuple[str, bool] | None:
        """The one value whose wording holds all that was said: "social worker", "all the".

        It is bare unless something stands beside it, as in "maybe all the".
        """
        aside = self.words.small | self.words.says_nothing
        wanted = [token for token in said if token not in aside | self.words.before_words]
        if self.words.negative.issuperset(wanted):
            return None
        values = {way.value for way in self.own if self._holds(way.phrase, said, wanted)}
        bare = aside.issuperset(set(said) - set(wanted))
        return (values.pop(), bare) if len(values) == 1 else None

    def adds_nothing(self, said: Iterable[str]) -> bool:
        """Whether these tokens, beside an answer, are not worth keeping as a comment."""
        return self.words.says_nothing.issuperset(said)

    def _holds(self, phrase: Phrase, said: Phrase, wanted: Sequence[str]) -> bool:
        """Never across a "not": "happy" is no part of "not happy"."""
        negative = self.words.negative
        if negative.intersection(phrase) != negative.intersection(said):
            return False
        return all(any(_begins(token, word) for word in phrase) for token in wanted)


def choose_one(offer: Offer, said: Phrase) -> tuple[str, bool] | None:
    """The value meant and whether the reply was bare; None when it is not clear."""
    found = offer.first(said)
    if found is None:
        return offer.part(said)
    if len(found.values) > 1 or NO_VALUE in found.values or _unsays(offer, said, found):
        return None
    return next(iter(found.values)), found.bare and _adds_nothing(offer, said, found)


def choose_several(offer: Offer, said: Phrase) -> tuple[tuple[str, ...], bool] | None:
    """The values listed, in the question's order, and whether the reply was bare."""
    listed, end, joined = _listed(offer, said)
    if not listed:
        part = offer.part(said)
        return ((part[0],), part[1]) if part else None
    meant = {value for found in listed for value in found.values}
    if any(len(found.values) > 1 for found in listed) or NO_VALUE in meant:
        return None
    rest = said[end:]
    if not _may_follow(offer, listed, rest, joined=joined):
        return None
    before = said[: listed[0].begins]
    bare = not rest and all(found.bare for found in listed) and offer.adds_nothing(before)
    if NOT_SURE in meant:
        return ((NOT_SURE,), bare) if len(meant) == 1 else None
    return tuple(value for value in offer.values if value in meant), bare


def _listed(offer: Offer, said: Phrase) -> tuple[list[Said], int, bool]:
    """The run of choices a reply opens with, where it ends, and whether it ends on an "and"."""
    opening = offer.first(said)
    if opening is None:
        return [], 0, False
    listed, at, end = [opening], opening.ends, opening.ends
    while at < len(said):
        found = offer.at(said, at)
        if found:
            listed.append(found)
            end = found.ends
        elif said[at] not in offer.words.lists:
            break
        at = found.ends if found else at + 1
    joined = at > end
    return listed, at, joined and at < len(said)


def _may_follow(offer: Offer, listed: list[Said], rest: Phrase, *, joined: bool) -> bool:
    """Whether the rest is a comment, and not one more choice that we failed to read."""
    if not rest:
        return True
    if joined or _other_numbers(offer, listed[-1], rest):
        return False
    numbered = all(found.numbered for found in listed)
    return numbered or rest[0] in offer.words.reasons or not rest[0][0].isalnum()


def _unsays(offer: Offer, said: Phrase, found: Said) -> bool:
    """Whether the rest says something else: "yes but no", "2 or 3", "2 mostly", "happy not"."""
    rest = said[found.ends :]
    if found.numbered:
        if _other_numbers(offer, found, rest):
            return True
    elif _turns(offer, said[found.begins : found.ends], rest):
        return True
    for start, token in enumerate(rest):
        again = offer.at(rest, start)
        if again:  # words that are no answer here unsay nothing: "yes but idk why"
            return again.values != found.values and (again.numbered or NO_VALUE not in again.values)
        if token not in offer.words.joins:
            return False
    return False


def _turns(offer: Offer, spoken: Phrase, rest: Phrase) -> bool:
    """Whether the next word may turn it round: "definitely not", "of course they dont"."""
    if not rest or offer.at(rest, 0):
        return False
    negative = offer.words.negative
    turned = rest[0] in negative and negative.isdisjoint(spoken)
    return turned or spoken in offer.words.alone


def _other_numbers(offer: Offer, found: Said, rest: Phrase) -> bool:
    """Whether another of the numbers on offer stands later in the reply, and is not a count."""
    for start, token in enumerate(rest):
        again = offer.at(rest, start) if token.isdigit() else None
        if again and not again.values <= found.values | {NO_VALUE}:
            return True
    return False


def _adds_nothing(offer: Offer, said: Phrase, found: Said) -> bool:
    beside = {*said[: found.begins], *said[found.ends :]}
    rest = offer.at(said, found.ends) if found.ends < len(said) else None
    if rest and rest.bare and rest.values == found.values:  # "2 a bit" says one thing twice
        beside = {*said[: found.begins], *said[rest.ends :]}
    return offer.adds_nothing(beside)


def _own_wordings(question: Question, language: str, band: str) -> Iterator[_Way]:
    for choice in question.choices:
        if question.kind in _YES_NO:
            yield _Way((choice.value,), choice.value)
        for spoken in {language, ENGLISH} & {*choice.wording.by_language, language}:
            phrase = tokens(choice.wording.of(spoken, band))
            if phrase:
                yield _Way(phrase, choice.value, own=spoken == language)


def _same(heard: Phrase, phrase: Phrase) -> bool:
    return len(heard) == len(phrase) and all(map(alike, heard, phrase))


def _begins(token: str, word: str) -> bool:
    return alike(token, word) or (len(token) >= _LEAST_OF_A_WORD and word.startswith(token))
