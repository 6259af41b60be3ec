"""How young people agree on words: an idea, its wordings, their votes, and what follows from them.

A vote binds to one wording. Other words ask everybody again; what was said about the old ones
stays beside them. How many must say yes is the council's own rule.
"""

import re
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

FEWEST_TO_SIGN = 2  # one young person alone is no council
PER_CENT = 100


class About(StrEnum):
    """What an idea would change."""

    QUESTION = "question"  # a new one
    CHANGE = "change"  # other words for a question that is asked
    CHOICE = "choice"  # one more answer to pick
    THEME = "theme"  # what young people call a theme
    WORD = "word"  # a word to use
    NOT_WORD = "not_word"  # a word not to use
    RULES = "rules"  # how the council itself decides
    VERSION = "version"  # let a survey go out in these words


IN_A_SURVEY = frozenset({About.QUESTION, About.CHANGE, About.CHOICE})


class Says(StrEnum):
    """What a member says to a wording."""

    YES = "yes"
    NO = "no"
    CHANGE = "change"  # yes, in other words


class RulesFault(ValueError):
    """Rules that nobody could follow."""


@dataclass(frozen=True)
class Rules:
    """When a wording is agreed. The council signs these off like everything else."""

    quorum: int = 3  # members who must have said something
    share: int = 60  # per cent of all members who must say yes

    def __post_init__(self) -> None:
        if self.quorum < FEWEST_TO_SIGN or not PER_CENT // 2 <= self.share <= PER_CENT:
            raise RulesFault(f"quorum {self.quorum}, share {self.share} per cent")

    def needed(self, members: int) -> int:
        """How many must say yes; never fewer than two."""
        return max(FEWEST_TO_SIGN, -(-members * self.share // PER_CENT))


@dataclass(frozen=True)
class Vote:
    """What one member said to one wording (by its number, from 1)."""

    member: int
    wording: int
    says: Says


@dataclass(frozen=True)
class Standing:
    """Where the newest wording stands. Members by their ids, in no order that means anything."""

    yes: int
    no: int
    change: int
    waiting: frozenset[int]  # members who have said nothing to these words
    asked_again: frozenset[int]  # of those, who had voted on words that are gone
    needed: int  # of yes
    quorum: int

    @property
    def said(self) -> int:
        """How many have said something to these words."""
        return self.yes + self.no + self.change

    @property
    def agreed(self) -> bool:
        """Enough said something, and enough of the council said yes."""
        return self.said >= self.quorum and self.yes >= self.needed


def standing(
    votes: Iterable[Vote], wording: int, members: Collection[int], rules: Rules
) -> Standing:
    """Where a wording stands with those who are members now.

    Who left is asked nothing more, and the word they gave still counts while they gave it as a
    member: it was theirs to give.
    """
    told = {vote.member: vote.says for vote in votes if vote.wording == wording}
    before = {vote.member for vote in votes if vote.wording < wording}
    waiting = frozenset(members) - told.keys()
    says = list(told.values())
    return Standing(
        yes=says.count(Says.YES),
        no=says.count(Says.NO),
        change=says.count(Says.CHANGE),
        waiting=waiting,
        asked_again=waiting & before,
        needed=rules.needed(len(frozenset(members) | told.keys())),
        quorum=rules.quorum,
    )


@dataclass(frozen=True)
class Piece:
    """A stretch of words, and whether it was kept, put in or taken out."""

    words: str
    change: str = "same"  # same, in, out


_TOKEN = re.compile(r"\s+|\w+(?:['’-]\w+)*|[^\w\s]")


def differences(old: str, new: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """The old words with what was taken out, and the new with what was put in, word by word.

    Joined again, each side is exactly what was written.
    """
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    matcher = SequenceMatcher(str.isspace, before, after, autojunk=False)
    left: list[Piece] = []
    right: list[Piece] = []
    for what, a, b, c, d in matcher.get_opcodes():
        _add(left, "".join(before[a:b]), "same" if what == "equal" else "out")
        _add(right, "".join(after[c:d]), "same" if what == "equal" else "in")
    return tuple(left), tuple(right)


def _add(pieces: list[Piece], words: str, change: str) -> None:
    if words:
        pieces.append(Piece(words, change))


class Step(StrEnum):
    """How far an idea has come, for whoever had it."""

    READ = "read"
    TALKED = "talked"
    DECIDED = "decided"
    USED = "used"
    ANSWERED = "answered"  # people have answered it; what they said comes back to the council


def steps(came: Mapping[Step, bool]) -> tuple[tuple[Step, bool], ...]:
    """Every step in order, each with whether it has come. A gap is drawn, never left out."""
    return tuple((step, came.get(step, False)) for step in Step)
