"""An idea and the talk about it: others say what they think, and try other words."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from surveys.codesign import IN_A_SURVEY
from surveys.codesign import About
from surveys.codesign import Rules
from surveys.codesign import RulesFault
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.codesign import Proposal
from voice_app.models.codesign import Remark
from voice_app.models.codesign import Wording
from voice_app.pages.council import IDEA_LETTERS
from voice_app.pages.council import REMARK_LETTERS
from voice_app.services.codesigning.keeping_back import Written
from voice_app.services.codesigning.keeping_back import keep_back
from voice_app.store import council
from voice_app.store import record
from voice_app.store import surveys

KINDS = ("yes_no", "yes_no_sometimes", "one_choice", "several_choices", "long_text")
WITH_CHOICES = ("one_choice", "several_choices")
FEWEST_CHOICES = 2


class CannotPropose(ValueError):
    """``why`` is nothing, too_long, where, kind, choices or rules; nothing was kept."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


class WordsChanged(Exception):
    """Somebody else put other words forward meanwhile; ``number`` is the newest wording."""

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(str(number))


@dataclass(frozen=True)
class Idea:
    """Something to change. ``place`` is a question's key, a theme's, or a word of the trade."""

    about: About
    words: str
    survey: str = ""
    place: str = ""
    kind: str = ""  # of a new question
    choices: str = ""  # a line each
    why: str = ""
    nameless: bool = False


@dataclass(frozen=True)
class OtherWords:
    """Other words for an idea; ``after`` is the wording that its writer had before them."""

    proposal_id: int
    after: int
    words: str
    choices: str = ""
    nameless: bool = False


@dataclass(frozen=True)
class Said:
    """A remark on an idea."""

    proposal_id: int
    words: str
    nameless: bool = False


def propose(idea: Idea, *, user_id: int, now: datetime) -> int:
    """Put an idea to the group; gives its id. Raises ``CannotPropose``.

    An adult's idea says so: nobody shall think that a young person had it.
    """
    _check(idea)
    with writing():
        survey = surveys.by_key(idea.survey) if idea.about in IN_A_SURVEY else None
        if idea.about in IN_A_SURVEY and survey is None:
            raise CannotPropose("where")
        row = Proposal(
            about=idea.about,
            survey_id=survey.id if survey else None,
            place=idea.place.strip(),
            kind=idea.kind,
            by=user_id,
            nameless=idea.nameless,
            from_adult=user_id not in council.members(),
            at=now,
        )
        db.session.add(row)
        db.session.flush()
        words = OtherWords(row.id, 0, idea.words, idea.choices, idea.nameless)
        _add_wording(words, user_id, now)
        if idea.why.strip():
            _add_remark(Said(row.id, idea.why, idea.nameless), user_id, now)
        record.note(record.Deed(user_id, "changed", f"proposal:{row.id}", None, "made"), now=now)
        return row.id


def other_words(new: OtherWords, *, user_id: int, now: datetime) -> int:
    """Put other words forward: everybody is asked again. Gives the number of the wording.

    Raises ``CannotPropose``, and ``WordsChanged`` where somebody else was quicker: the two look at
    both together, and nobody's words are lost.
    """
    _check_length(new.words, IDEA_LETTERS)
    with writing():
        row = db.session.get_one(Proposal, new.proposal_id, with_for_update=True)
        if row.state != "open" or row.about in (About.VERSION, About.RULES):
            raise CannotPropose("closed")
        newest = council.wordings(row.id)[-1]
        if newest.number != new.after:
            raise WordsChanged(newest.number)
        if (newest.words, newest.choices) == (new.words.strip(), new.choices.strip()):
            return newest.number
        added = _add_wording(new, user_id, now)
        deed = record.Deed(user_id, "changed", f"proposal:{row.id}", None, "other words")
        record.note(deed, now=now)
        return added.number


def say(said: Said, *, user_id: int, now: datetime) -> None:
    """Say what you think of an idea; raises ``CannotPropose``. The same words twice are one."""
    _check_length(said.words, REMARK_LETTERS)
    with writing():
        db.session.get_one(Proposal, said.proposal_id)
        last = db.session.scalar(
            select(Remark)
            .where(Remark.proposal_id == said.proposal_id, Remark.by == user_id)
            .order_by(Remark.id.desc())
        )
        if last is None or last.words != said.words.strip():
            _add_remark(said, user_id, now)


def _add_wording(new: OtherWords, user_id: int, now: datetime) -> Wording:
    row = Wording(
        proposal_id=new.proposal_id,
        number=new.after + 1,
        words=new.words.strip(),
        choices=new.choices.strip(),
        by=user_id,
        nameless=new.nameless,
        at=now,
    )
    db.session.add(row)
    db.session.flush()
    both = f"{row.words}\n{row.choices}".strip()
    keep_back(Written(both, wording_id=row.id), user_id=user_id, now=now)
    return row


def _add_remark(said: Said, user_id: int, now: datetime) -> None:
    row = Remark(
        proposal_id=said.proposal_id,
        words=said.words.strip(),
        by=user_id,
        nameless=said.nameless,
        at=now,
    )
    db.session.add(row)
    db.session.flush()
    keep_back(Written(row.words, remark_id=row.id), user_id=user_id, now=now)


def _check(idea: Idea) -> None:
    _check_length(idea.words, IDEA_LETTERS)
    if idea.about is About.VERSION:
        raise CannotPropose("where")  # a version comes to the group by itself
    if idea.about is About.RULES:
        rules_of(idea.place)
    if idea.about is About.QUESTION and idea.kind not in KINDS:
        raise CannotPropose("kind")
    enough = len(choices_of(idea.choices)) >= FEWEST_CHOICES
    if idea.about is About.QUESTION and idea.kind in WITH_CHOICES and not enough:
        raise CannotPropose("choices")
    if idea.about in (About.CHANGE, About.CHOICE, About.THEME) and not idea.place.strip():
        raise CannotPropose("where")


def _check_length(words: str, most: int) -> None:
    if not words.strip():
        raise CannotPropose("nothing")
    if len(words) > most:
        raise CannotPropose("too_long")


def choices_of(lines: str) -> tuple[str, ...]:
    """The answers to pick, a line each."""
    return tuple(line.strip() for line in lines.splitlines() if line.strip())


def rules_of(place: str) -> Rules:
    """Rules as an idea holds them, "3/60"; raises ``CannotPropose``."""
    quorum, _, share = place.partition("/")
    try:
        return Rules(int(quorum), int(share))
    except (ValueError, RulesFault) as fault:
        raise CannotPropose("rules") from fault
