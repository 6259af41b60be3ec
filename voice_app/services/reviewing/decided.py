"""What the last review decided, and what the child says became of it."""

from dataclasses import replace

from voice_app.models.journey import Decision
from voice_app.models.journey import Meeting
from voice_app.models.journey import Promise
from voice_app.pages.brief import DecisionShown
from voice_app.store import rounds


def decisions(last: Meeting | None) -> tuple[DecisionShown, ...]:
    """A row for each promise; a decision that came without one has a row too."""
    return tuple(
        _decision(decision, promise)
        for decision, promises in (rounds.decisions(last.id) if last else [])
        for promise in promises or (None,)
    )


def _decision(decision: Decision, promise: Promise | None) -> DecisionShown:
    shown = DecisionShown(
        decision_id=decision.id,
        promise_id=0,
        meeting_id=decision.meeting_id,
        words=decision.words,
        happened="",
        child_said="",
    )
    if promise is None:
        return shown
    return replace(
        shown,
        promise_id=promise.id,
        happened=promise.happened,
        child_said=promise.child_said or "",
    )
