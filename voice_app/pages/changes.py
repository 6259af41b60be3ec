"""What a refreshed brief has that the copy before it had not. Pure: two pages in, the rest out."""

from voice_app.pages.brief import Brief
from voice_app.pages.brief import Changes
from voice_app.pages.brief import PlanTouched
from voice_app.pages.words import Quote

Line = tuple[str, str]  # a code of what changed (the page words it), and of which thing


def changes(before: Brief, after: Brief, *, number: int) -> Changes:
    """From copy ``number`` to the next one. Words that are gone are counted, never shown again."""
    then, now = _quotes(before), _quotes(after)
    lines = (
        *_plans(before, after),
        *_safety(before, after),
        *_compared(before, after),
        *_decided(before, after),
        *_header(before, after),
    )
    return Changes(
        before=number,
        added=tuple(quote for key, quote in now.items() if key not in then),
        gone=sum(key not in now for key in then),
        lines=lines,
    )


def _quotes(page: Brief) -> dict[tuple[int, str], Quote]:
    """Every view on a page, the child's and others', by its answer and its words."""
    return {
        (quote.answer_id, quote.words): quote
        for quote in (*page.views, *page.others.quotes)
        if not quote.gone
    }


def _plans(before: Brief, after: Brief) -> list[Line]:
    then, now = _standing(before), _standing(after)
    lines: list[Line] = []
    for label, plan in now.items():
        old = then.get(label)
        if old is None or old == plan:
            continue
        if plan.last_updated != old.last_updated:
            lines.append(("plan_updated", label))
        elif plan.standing != old.standing:
            lines.append((f"plan_{plan.standing}", label))
    return lines


def _standing(page: Brief) -> dict[str, PlanTouched]:
    return {plan.label: plan for matter in page.matters for plan in matter.plans}


def _safety(before: Brief, after: Brief) -> list[Line]:
    then = {note.worry_id: note for note in before.safety.notes}
    now = {note.worry_id: note for note in after.safety.notes}
    opened = [("worry_opened", note.holder) for key, note in now.items() if key not in then]
    closed = [("worry_closed", note.holder) for key, note in then.items() if key not in now]
    moved = [
        ("worry_held_by", note.holder)
        for key, note in now.items()
        if key in then and note.holder != then[key].holder
    ]
    return [*opened, *closed, *moved]


def _compared(before: Brief, after: Brief) -> list[Line]:
    then = {row.label: row.now for row in before.then_now}
    return [
        ("answered_again", row.label)
        for row in after.then_now
        if row.label in then and then[row.label] != row.now
    ]


def _decided(before: Brief, after: Brief) -> list[Line]:
    then = {(row.decision_id, row.promise_id): row for row in before.decisions}
    return [
        ("promise", row.words)
        for row in after.decisions
        if then.get((row.decision_id, row.promise_id), row) != row
    ]


def _header(before: Brief, after: Brief) -> list[Line]:
    then, now = before.header, after.header
    pairs = (
        ("moved", then.lives_with, now.lives_with),
        ("status", then.legal_status, now.legal_status),
        ("iro", then.iro, now.iro),
        ("social_worker", then.social_worker, now.social_worker),
    )
    lines = [(code, new) for code, old, new in pairs if old != new]
    if then.due != now.due:
        lines.append(("due", now.due.isoformat()))
    if before.kept_private != after.kept_private:
        lines.append(("kept_private", str(after.kept_private)))
    return lines
