"""Words that a person looks at before the group reads them, and who is told."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from analysis import worry
from analysis.comment import Comment
from analysis.families import Tier
from analysis.held_back import Kept
from analysis.held_back import kept_back
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.codesign import HeldWords
from voice_app.models.codesign import Remark
from voice_app.models.codesign import Wording
from voice_app.models.worries import WorryStep
from voice_app.pages.council import HeldShown
from voice_app.store import accounts
from voice_app.store import council
from voice_app.store import record
from voice_app.store import worries


class NotHeld(LookupError):
    """Nobody waits for a look at these words (any more)."""


@dataclass(frozen=True)
class Written:
    """Words just written, as the row they are kept in."""

    words: str
    wording_id: int | None = None
    remark_id: int | None = None


def keep_back(new: Written, *, user_id: int, now: datetime) -> Kept:
    """Keep words back where a person must look first. A worry goes to the duty desk at once."""
    group = council.members().values()
    why = kept_back(new.words, full_names=council.full_names(), group=group)
    if why is Kept.NOT:
        return why
    held = HeldWords(wording_id=new.wording_id, remark_id=new.remark_id, why=why, held_at=now)
    if why is Kept.WORRY:
        held.worry_id = _pass_on(new.words, user_id, now)
    db.session.add(held)
    return why


def report(remark_id: int, *, user_id: int, now: datetime) -> None:
    """A member says that this is not OK: nobody sees it until a worker has looked.

    Once a worker has looked, it stays as they left it.
    """
    with writing():
        db.session.get_one(Remark, remark_id)
        before = select(HeldWords.id).where(HeldWords.remark_id == remark_id)
        if db.session.scalar(before) is not None:
            return
        held = HeldWords(remark_id=remark_id, why=Kept.REPORTED, reported_by=user_id, held_at=now)
        db.session.add(held)
        record.note(
            record.Deed(user_id, "changed", f"remark:{remark_id}", None, "reported"), now=now
        )


def held_words(*, user_id: int, now: datetime) -> tuple[HeldShown, ...]:
    """What waits for a worker's look, the longest waiting first; the look is recorded."""
    with writing():
        shown = [_shown(each) for each in council.waiting_for_a_look()]
        for each in shown:
            record.note(record.Deed(user_id, "saw", f"held_words:{each.held_id}"), now=now)
    return tuple(shown)


def look_at(held_id: int, outcome: str, told: str, *, user_id: int, now: datetime) -> None:
    """Let the words be seen, or keep them back and tell their writer why; raises ``NotHeld``."""
    with writing():
        held = db.session.get(HeldWords, held_id, with_for_update=True)
        if held is None or held.outcome or outcome not in ("shown", "kept_back"):
            raise NotHeld
        held.outcome, held.told = outcome, told.strip()
        held.looked_by, held.looked_at = user_id, now
        record.note(
            record.Deed(user_id, "changed", f"held_words:{held_id}", None, outcome), now=now
        )


def _pass_on(words: str, user_id: int, now: datetime) -> int:
    """Open a worry with the words and who wrote them in its first step: the desk must act."""
    found = worry.screen(Comment(words))
    alarm = worries.Alarm(None, None, "screen", str(Tier.RED), found.families)
    opened = worries.raise_worry(alarm, now=now)
    nickname = accounts.names({user_id}).get(user_id, "")
    note = f"{nickname}, in the Children in Care Council: “{words}”"
    db.session.add(WorryStep(worry_id=opened.id, did=worries.WRITTEN, note=note, at=now))
    return opened.id


def _shown(held: HeldWords) -> HeldShown:
    row: Wording | Remark = (
        db.session.get_one(Wording, held.wording_id)
        if held.wording_id
        else db.session.get_one(Remark, held.remark_id)
    )
    return HeldShown(
        held_id=held.id,
        proposal_id=row.proposal_id,
        words=row.words,
        by=accounts.names({row.by}).get(row.by, ""),
        why=Kept(held.why),
        at=held.held_at,
        passed_on=held.worry_id is not None,
    )
