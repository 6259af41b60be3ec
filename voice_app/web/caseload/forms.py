"""What is written on the pages of the caseload."""

from flask_babel import lazy_gettext as _
from wtforms import RadioField
from wtforms import StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined] # newer than its types
from wtforms.validators import Length

from voice_app.web.form import BaseForm


class DigestForm(BaseForm):
    """How often a count is sent, and where to."""

    how_often = RadioField(
        _("How often?"),
        choices=[
            SelectChoice("", _("Never")),
            SelectChoice("daily", _("Every working day")),
            SelectChoice("weekly", _("On the first working day of the week")),
        ],
    )
    address = StringField(_("E-mail address"), validators=[Length(max=200)])
