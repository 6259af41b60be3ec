"""What a reply means once it is taken apart, where as it stands it said nothing clear.

Each look leaves out what the person took back or only mentioned: "2 no wait 3", "dad not mum",
"used to be 5, now 2", "idk, maybe 3". The rule of ``choosing`` holds for what is left: what fits
two choices is not read.
"""

import re
from collections.abc import Iterator

from messaging.choosing import choose_one
from messaging.offer import NO_VALUE
from messaging.offer import Offer
from messaging.plain import folded
from messaging.plain import tokens
from messaging.vocabulary import Phrase
from messaging.vocabulary import Vocabulary
from surveys.questions import Kind
from surveys.questions import Question

_CLAUSES = re.compile(r"[.!?,;:\n،؛؟]+")
_JOINTS = re.compile(r"\band\b|\bn\b|[,&+;،]")
_IF = frozenset({"if", "would", "because", "cos", "coz", "cuz", "when", "as", "but"})
_REPORTED = frozenset({"said", "says", "told", "tells", "saying", "asked"})  # another's words
_NOW = "now"
_FROM_TO = re.compile(r"\b(?:gone|went|moved) (?:from|fae|frae) .+? (?:to|tae) (.+)")
_LONGEST = 4  # tokens of a phrase in the vocabulary
_YES_NO = frozenset({Kind.YES_NO, Kind.YES_NO_SOMETIMES})


def put_right(known: Vocabulary, written: str) -> Phrase | None:
    """What counts now, where the person says what it used to be; None where they do not."""
    plain = folded(written)
    from_to = _FROM_TO.search(plain)
    if from_to:
        return tokens(from_to[1])
    said = tokens(plain)
    if _NOW not in said or not any(_places(said, known.used_to_be)):
        return None
    clauses = [tokens(clause) for clause in _CLAUSES.split(plain)]
    clause = next((clause for clause in clauses if _NOW in clause), said)
    return clause[clause.index(_NOW) + 1 :] or clause[:-1]


def looks(known: Vocabulary, said: Phrase) -> Iterator[Phrase]:
    """What is left of a reply, one way after another; the first that can be read is meant."""
    corrected = list(_places(said, known.corrects))
    if corrected:
        yield said[corrected[-1][1] :]
        return
    unsure = next((end for start, end in _places(said, known.not_sure) if start == 0), 0)
    if unsure and not known.hedges.isdisjoint(said[unsure:]):
        yield _without_the_end(said[unsure:], known)
    short = _without(said, known.asides)
    if short != said:
        yield short


def one_of_its_clauses(question: Question, offer: Offer, written: str) -> str | None:
    """The value of the one clause that is an answer and nothing else: "Hi, sorry im late, yes"."""
    clauses = [tokens(clause) for clause in _CLAUSES.split(folded(written))]
    clauses = [clause for clause in clauses if clause]
    if len(clauses) < len("12") or not _REPORTED.isdisjoint(tokens(written)):
        return None
    found = [choose_one(offer, clause) for clause in clauses]
    values = {one[0] for one in found if one}
    bare = any(one and one[1] for one in found)
    if question.kind not in _YES_NO:
        values |= {value for clause in clauses for value in offer.mentions(clause)}
    return values.pop() if bare and len(values) == 1 else None


def listed_in_pieces(offer: Offer, written: str) -> tuple[str, ...]:
    """The choices of a list whose every piece is one: "friends + money"."""
    pieces = [piece for piece in map(tokens, _JOINTS.split(folded(written))) if piece]
    if len(pieces) < len("12"):
        return ()
    found = [choose_one(offer, _before_the_reason(piece)) for piece in pieces]
    if not all(found):
        return ()
    meant = {one[0] for one in found if one}
    alone = offer.none_of_them
    return () if alone & meant else tuple(value for value in offer.values if value in meant)


def _before_the_reason(piece: Phrase) -> Phrase:
    """Without "if it is in the evening" and "would be welcome"."""
    ends = next((at for at, t in enumerate(piece) if at and t in _IF), len(piece))
    return piece[:ends]


def without_what_is_not_meant(offer: Offer, said: Phrase) -> Phrase:
    """The reply without "not mum" in "dad not mum"; the same where nothing is left out."""
    known, at, kept = offer.words, 0, list[str]()
    while at < len(said):
        ends = next((end for start, end in _places(said, known.not_this) if start == at), at)
        own = offer.at(said, at)
        named = _named(offer, said, ends) if ends > at and not own else 0
        kept += [] if named else [said[at]]
        at = named or at + 1
    return tuple(kept)


def wished(offer: Offer, said: Phrase) -> str | None:
    """The one choice named after "I would prefer a", where no other is named at all."""
    for start, end in _places(said, offer.words.wishes):
        if not offer.words.negative.isdisjoint(said[:start]):
            return None
        at = end
        while at < len(said) and said[at] in offer.words.small | {"about", "more"}:
            at += 1
        found = offer.at(said, at) if at < len(said) else None
        if found and NO_VALUE not in found.values and offer.mentions(said) == found.values:
            after = said[found.ends : found.ends + 1]
            if not found.numbered or offer.words.reasons.issuperset(after):
                return next(iter(found.values)) if len(found.values) == 1 else None
    return None


def _named(offer: Offer, said: Phrase, at: int) -> int:
    """Where a choice that is named from here ends; 0 when none is."""
    while at < len(said) and said[at] in offer.words.small:
        found = offer.at(said, at)
        if found:
            return found.ends
        at += 1
    found = offer.at(said, at) if at < len(said) else None
    return found.ends if found else 0


def _places(said: Phrase, phrases: frozenset[Phrase]) -> Iterator[tuple[int, int]]:
    """Where any of these phrases begins and ends, the longest at each place."""
    for start in range(len(said)):
        for end in range(min(len(said), start + _LONGEST), start, -1):
            if said[start:end] in phrases:
                yield start, end
                break


def _without(said: Phrase, phrases: frozenset[Phrase]) -> Phrase:
    out = {at for start, end in _places(said, phrases) for at in range(start, end)}
    return tuple(token for at, token in enumerate(said) if at not in out)


def _without_the_end(said: Phrase, known: Vocabulary) -> Phrase:
    """Without "i guess" at the end."""
    kept = list(said)
    while kept and (kept[-1] in known.hedges or kept[-1] == "i"):
        kept.pop()
    return tuple(kept)
