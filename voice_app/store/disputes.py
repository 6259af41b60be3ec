"""Disputes of an IRO with the authority, and their steps."""

from collections.abc import Collection
from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from surveys.clocks import working_days_between
from voice_app.clock import bank_holidays
from voice_app.db import db
from voice_app.models.reviews import Escalation
from voice_app.models.reviews import EscalationStep
from voice_app.pages.after import DisputeShown
from voice_app.pages.after import StepShown
from voice_app.store import accounts
from voice_app.store import names


def about(person_ids: Collection[int]) -> list[Escalation]:
    """Every dispute about these children, in the order they were raised."""
    query = select(Escalation).where(Escalation.person_id.in_(person_ids))
    return list(db.session.scalars(query.order_by(Escalation.id)))


def is_late(row: Escalation, today: date) -> bool:
    """Whether a formal dispute should have been settled by now."""
    return row.stage == "formal" and row.due_on is not None and row.due_on < today


def shown(rows: Sequence[Escalation], today: date) -> tuple[DisputeShown, ...]:
    """Disputes with their steps: late ones first, then open ones, then those that are settled."""
    taken = _steps({row.id for row in rows})
    children = names.preferred({row.person_id for row in rows})
    staff = accounts.names(
        {row.raised_by for row in rows} | {s.by for m in taken.values() for s in m}
    )
    first = sorted(rows, key=lambda row: (row.stage == "settled", not is_late(row, today)))
    return tuple(
        DisputeShown(
            dispute_id=row.id,
            person_id=row.person_id,
            review_id=row.review_id,
            name=children.get(row.person_id, ""),
            stage=row.stage,
            raised_on=row.raised_on,
            raised_by=staff.get(row.raised_by, ""),
            due_on=row.due_on,
            settled_on=row.settled_on,
            working_days=_days_left(row, today),
            steps=tuple(
                StepShown(step.stage, step.words, staff.get(step.by, ""), step.at)
                for step in taken.get(row.id, ())
            ),
        )
        for row in first
    )


def _days_left(row: Escalation, today: date) -> int | None:
    if row.stage != "formal" or row.due_on is None:
        return None
    return working_days_between(today, row.due_on, holidays=bank_holidays())


def _steps(dispute_ids: Collection[int]) -> dict[int, list[EscalationStep]]:
    query = select(EscalationStep).where(EscalationStep.escalation_id.in_(dispute_ids))
    found: dict[int, list[EscalationStep]] = {}
    for step in db.session.scalars(query.order_by(EscalationStep.id)):
        found.setdefault(step.escalation_id, []).append(step)
    return found
