"""What can be written in a record by hand: one form for each kind of thing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _

from surveys.journey import shipped as journey
from voice_app.pages import codes
from voice_app.policy import ROLE_NAMES
from voice_app.policy import Role
from voice_app.services import accounts
from voice_app.services import recording
from voice_app.web.form import BaseForm
from voice_app.web.records.fields import Pairs
from voice_app.web.records.fields import Picked
from voice_app.web.records.fields import given
from voice_app.web.records.fields import listed
from voice_app.web.records.fields import maybe_day
from voice_app.web.records.fields import needed_day
from voice_app.web.records.fields import short
from voice_app.web.records.fields import words

SEEN: Pairs = [("", _("Nobody says")), ("yes", _("Yes")), ("no", _("No"))]
AS_BOOL = {"yes": True, "no": False}
PLACES: Pairs = [
    (code, codes.placement(code))
    for code in ("U4", "U1", "K2", "K1", "H5", "P1", "P2", "R1", "S1", "A3", "T0", "Z1")
]
RELATIONS: Pairs = [
    ("parent", _("Parent")),
    ("foster_carer", _("Foster carer")),
    ("kinship_carer", _("Carer, family or friend")),
    ("residential_worker", _("Worker where they live")),
    ("sibling", _("Brother or sister")),
]


class RecordForm(BaseForm):
    """A form that makes one entry of the record."""

    def entry(self) -> Any:
        """What is to be put on record."""
        raise NotImplementedError


class PlanForm(RecordForm):
    """A plan as it was made or renewed."""

    kind = Picked(_("Which plan"))
    made_on = needed_day(_("Made or renewed on"))
    next_review = maybe_day(_("To be looked at again by"))
    responsible = Picked(_("Who is responsible"))
    somebody_else = short(_("Or somebody with no account here"))
    closed_on = maybe_day(_("Closed on"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.offer(_labels(journey().plans))
        self.responsible.offer([("", _("Nobody is named")), *_people()])

    def entry(self) -> recording.NewPlan:
        """The version of the plan."""
        return recording.NewPlan(
            kind=self.kind.data,
            made_on=given(self.made_on),
            next_review=self.next_review.data,
            responsible_id=int(self.responsible.data) if self.responsible.data else None,
            responsible=self.somebody_else.data or "",
            closed_on=self.closed_on.data,
        )


class MeetingForm(RecordForm):
    """A meeting or visit that is due, was held, or was called off."""

    kind = Picked(_("Which meeting or visit"))
    due_on = maybe_day(_("Due on"))
    held_on = maybe_day(_("Held on"))
    cancelled_on = maybe_day(_("Called off on"))
    child_seen = Picked(_("At a visit: was the child seen?"), choices=listed(SEEN))
    seen_alone = Picked(_("Was the child seen alone?"), choices=listed(SEEN))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        of_a_child = {k: v for k, v in journey().meetings.items() if k != "regulation_44_visit"}
        self.kind.offer(_labels(of_a_child))

    def entry(self) -> recording.NewMeeting:
        """The meeting or visit."""
        return recording.NewMeeting(
            kind=self.kind.data,
            due_on=self.due_on.data,
            held_on=self.held_on.data,
            cancelled_on=self.cancelled_on.data,
            child_seen=AS_BOOL.get(self.child_seen.data),
            seen_alone=AS_BOOL.get(self.seen_alone.data),
        )


class StageForm(RecordForm):
    """A stretch of the journey."""

    stage = Picked(_("Which stage"))
    since = needed_day(_("First day"))
    until = maybe_day(_("Last day"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stage.offer(_labels(journey().stages))

    def entry(self) -> recording.NewStage:
        """The stage."""
        return recording.NewStage(self.stage.data, given(self.since), self.until.data)


class PlacementForm(RecordForm):
    """Where a child lives from a day."""

    kind = Picked(_("Where they live"), choices=listed(PLACES))
    since = needed_day(_("First day"))
    until = maybe_day(_("Last day"))

    def entry(self) -> recording.NewPlacement:
        """The placement."""
        return recording.NewPlacement(self.kind.data, given(self.since), self.until.data)


class LegalForm(RecordForm):
    """Under which status a child is looked after from a day."""

    status = Picked(_("Legal status"), choices=listed(list(codes.LEGAL.items())))
    since = needed_day(_("First day"))
    until = maybe_day(_("Last day"))

    def entry(self) -> recording.NewLegalStatus:
        """The legal status."""
        return recording.NewLegalStatus(self.status.data, given(self.since), self.until.data)


class WorkerForm(RecordForm):
    """Who works with a child, from when until when."""

    user = Picked(_("Who"))
    since = needed_day(_("First day"))
    until = maybe_day(_("Last day, which is the last day of access"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user.offer(
            [
                (f"{each.role}:{each.user_id}", f"{each.name}, {ROLE_NAMES[Role(each.role)]}")
                for each in accounts.workers()
            ]
        )

    def entry(self) -> recording.NewInvolvement:
        """The work with the child."""
        role, _colon, user_id = self.user.data.partition(":")
        return recording.NewInvolvement(int(user_id), role, given(self.since), self.until.data)


class RelativeForm(RecordForm):
    """Somebody who is family or a carer."""

    kind = Picked(_("Who they are to the child"), choices=listed(RELATIONS))
    preferred_name = short(_("First name, of a grown-up"))
    surname = short(_("Surname, of a grown-up"))
    mobile = short(_("Mobile, if they may be texted"))
    record_number = short(_("The council's number, of a brother or sister"))

    def entry(self) -> recording.NewRelative:
        """The relative."""
        return recording.NewRelative(
            kind=self.kind.data,
            preferred_name=(self.preferred_name.data or "").strip(),
            surname=(self.surname.data or "").strip(),
            mobile=(self.mobile.data or "").strip(),
            record_number=(self.record_number.data or "").strip(),
        )


class NotNowForm(RecordForm):
    """Days on which a child is left in peace."""

    starts = needed_day(_("First day"))
    until = needed_day(_("Last day"))
    reason = words(_("Why"))

    def entry(self) -> recording.NotNow:
        """The days."""
        return recording.NotNow(self.reason.data or "", given(self.starts), given(self.until))


@dataclass(frozen=True)
class Kind:
    """One thing to write: its form, its title, a hint, and where it stands on the record."""

    form: type[RecordForm]
    title: Any
    place: str
    hint: Any = ""


KINDS: Mapping[str, Kind] = {
    "plan": Kind(
        PlanForm,
        _("A plan, made or renewed"),
        "plans",
        _("Leave the next day empty and it is worked out from the rule for that plan."),
    ),
    "meeting": Kind(
        MeetingForm,
        _("A meeting or visit"),
        "coming",
        _("Write the day it is due, the day it was held, or both. The next one is worked out."),
    ),
    "stage": Kind(StageForm, _("A stage of the journey"), "stages"),
    "placement": Kind(
        PlacementForm, _("Where they live"), "placements", _("A move ends where they lived before.")
    ),
    "legal": Kind(LegalForm, _("Legal status"), "legal", _("A new status ends the one before.")),
    "worker": Kind(
        WorkerForm,
        _("Who works with them"),
        "workers",
        _("Whoever comes new as reviewing officer or social worker ends the access of who was."),
    ),
    "relative": Kind(RelativeForm, _("Family or carer"), "near"),
    "not-now": Kind(
        NotNowForm,
        _("Days on which they are not asked"),
        "who",
        _("After a loss, at a move, round a day in court. They can still write to us at any time."),
    ),
}


def _labels(kinds: Mapping[str, Any]) -> Pairs:
    return [(key, kind.label) for key, kind in kinds.items()]


def _people() -> Pairs:
    """Everybody with a role that works with children, once each."""
    return list({str(each.user_id): each.name for each in accounts.workers()}.items())
