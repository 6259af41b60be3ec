"""Forms with which something on record is ended, removed, or called by another name."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import StringField
from wtforms.validators import InputRequired
from wtforms.validators import Length

from voice_app.services import recording
from voice_app.web.form import BaseForm
from voice_app.web.records.fields import LONGEST_NAME
from voice_app.web.records.fields import Picked
from voice_app.web.records.fields import listed
from voice_app.web.records.fields import needed_day
from voice_app.web.records.fields import short

WHY_REMOVED = {
    "not_so": _("It is not so"),
    "twice": _("It is on record twice"),
    "wrong_child": _("It is about another child"),
}
BOOL = {True: "yes", False: "no", None: ""}


class OverForm(BaseForm):
    """The day on which somebody stopped being near a child."""

    on = needed_day(_("Over since"))


class MistakeForm(BaseForm):
    """Why something should not be there."""

    why = Picked(_("Why"), choices=listed([*WHY_REMOVED.items()]))


class NameForm(BaseForm):
    """What somebody is called."""

    preferred_name = StringField(
        _("First name, as they want to be called"),
        validators=[InputRequired(_("Write the name.")), Length(max=LONGEST_NAME)],
    )
    surname = short(_("Surname"))


class NumberForm(BaseForm):
    """The number somebody is reached on."""

    mobile = StringField(_("New mobile number"), validators=[InputRequired(_("Write the number."))])


def filled(entry: object) -> dict[str, Any]:
    """What a form of the record shows of an entry that is there already."""
    values = dict(vars(entry))
    match entry:
        case recording.NewPlan():
            values["responsible"] = str(entry.responsible_id or "")
            values["somebody_else"] = entry.responsible
        case recording.NewMeeting():
            values["child_seen"] = BOOL[entry.child_seen]
            values["seen_alone"] = BOOL[entry.seen_alone]
        case recording.NewInvolvement():
            values["user"] = f"{entry.role}:{entry.user_id}"
    return values
