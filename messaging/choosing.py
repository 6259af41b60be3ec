"""Which of the choices a reply means: by number, by name, or by a clear part of the name.

The rule throughout: never guess between two. What fits two choices is not read.
"""

from messaging.offer import NO_VALUE
from messaging.offer import Offer
from messaging.offer import Said
from messaging.vocabulary import Phrase
from surveys.questions import NOT_SURE

_OR = "or"
_YES_OR_NO = frozenset({"yes", "no"})


def choose_one(offer: Offer, said: Phrase) -> tuple[str, bool] | None:
    """The value meant and whether the reply was bare; None when it is not clear."""
    found = offer.first(said)
    if found is None:
        reordered = offer.in_another_order(said)
        return (reordered, True) if reordered else offer.part(said) or _joined(offer, said)
    if len(found.values) > 1 or NO_VALUE in found.values:
        return None
    if sure := _surely(offer, said, found):
        return next(iter(sure.values)), False
    if _unsays(offer, said, found) or _two_sides(offer, said, found):
        return None
    if reordered := offer.in_another_order(said):
        return reordered, True
    return next(iter(found.values)), found.bare and _adds_nothing(offer, said, found)


def _surely(offer: Offer, said: Phrase, found: Said) -> Said | None:
    """The bare yes or no behind a word that only stresses it: "of course not", "obviously no"."""
    rest = tuple(token for token in said[found.ends :] if token not in offer.words.that)
    if said[found.begins : found.ends] not in offer.words.alone or len(rest) != 1:
        return None
    again = offer.at(rest, 0)
    return again if again and not again.numbered and NO_VALUE not in again.values else None


def _two_sides(offer: Offer, said: Phrase, found: Said) -> bool:
    """Whether each of two choices is said of something: "1 at home, 4 at school"."""
    beside = offer.words.beside
    both = found.ends < len(said) and said[found.ends] in beside
    for start in range(found.ends, len(said)):
        again = offer.at(said, start)
        if not again or NO_VALUE in again.values or again.values == found.values:
            continue
        if both and again.ends < len(said) and said[again.ends] in beside:
            return True
        if said[start - 1 : start] in offer.words.wishes and not again.numbered:
            return True  # "i like school but i want home"
    return False


def _joined(offer: Offer, said: Phrase) -> tuple[str, bool] | None:
    value = offer.run_together(said)
    return (value, True) if value else None


def choose_several(offer: Offer, said: Phrase) -> tuple[tuple[str, ...], bool] | None:
    """The values listed, in the question's order, and whether the reply was bare."""
    together = _all_but(offer, said) or offer.everything(said)
    if together:
        return together, True
    listed, end, joined = _listed(offer, said)
    if not listed:
        part = offer.part(said) or _joined(offer, said)
        return ((part[0],), part[1]) if part else None
    meant = _meant_together(offer, listed)
    rest = said[end:]
    if not meant or not _may_follow(offer, listed, rest, joined=joined):
        return None
    before = said[: listed[0].begins]
    bare = not rest and all(found.bare for found in listed) and offer.adds_nothing(before)
    return meant, bare


def _meant_together(offer: Offer, listed: list[Said]) -> tuple[str, ...]:
    """The values of a list; none where one is unclear, or cannot stand beside the others."""
    meant = {value for found in listed for value in found.values}
    if any(len(found.values) > 1 for found in listed) or NO_VALUE in meant:
        return ()
    if len(meant) > 1 and not (offer.none_of_them | {NOT_SURE}).isdisjoint(meant):
        return ()
    return tuple(value for value in (*offer.values, NOT_SURE) if value in meant)


def _all_but(offer: Offer, said: Phrase) -> tuple[str, ...]:
    """Every choice but those named: "all except 2"."""
    for at in range(1, len(said)):
        ends = next((to for to in (at + 2, at + 1) if said[at:to] in offer.words.except_for), 0)
        every = offer.everything(said[:at]) if ends else ()
        left_out = choose_several(offer, said[ends:]) if every and said[ends:] else None
        if left_out:
            return tuple(value for value in every if value not in left_out[0])
    return ()


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
        if again:
            return _contradicts(offer, rest, again, found)
        if token not in offer.words.joins:
            return _OR in rest[:start]  # "social worker or carer": the second we may not know
    return False


def _contradicts(offer: Offer, rest: Phrase, again: Said, found: Said) -> bool:
    """Words that are no answer here unsay nothing: "yes but idk why"; nor does "sometimes I do"."""
    if again.short and found.values.isdisjoint(_YES_OR_NO):
        return False
    if _not_always(offer, rest, again, found):
        return False
    return again.values != found.values and (again.numbered or NO_VALUE not in again.values)


def _not_always(offer: Offer, rest: Phrase, again: Said, found: Said) -> bool:
    """Whether a "no" only makes a yes less: "yes but not always"."""
    following = rest[again.ends : again.ends + 1]
    return (
        "yes" in found.values
        and "no" in again.values
        and following[0:1] != ()
        and (following[0] in offer.words.always)
    )


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
        if not token.isdigit() or _counts_something(offer, rest, start):
            continue
        again = offer.at(rest, start)
        if again and not again.values <= found.values | {NO_VALUE}:
            return True
    return False


def _counts_something(offer: Offer, rest: Phrase, start: int) -> bool:
    """Whether a later number is part of what they tell: "she has 3 dogs"."""
    before, following = rest[start - 1 : start], rest[start + 1 : start + 2]
    if not before or not following or not following[0].isalpha() or not before[0].isalpha():
        return False
    words = offer.words
    plain = words.joins | words.beside | words.reasons | words.before_a_number | words.negative
    return before[0] not in plain and following[0] not in plain | words.says_nothing | {"now"}


def _adds_nothing(offer: Offer, said: Phrase, found: Said) -> bool:
    beside = {*said[: found.begins], *said[found.ends :]}
    rest = offer.at(said, found.ends) if found.ends < len(said) else None
    if rest and rest.bare and rest.values == found.values:  # "2 a bit" says one thing twice
        beside = {*said[: found.begins], *said[rest.ends :]}
    return offer.adds_nothing(beside)
