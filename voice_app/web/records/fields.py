"""Fields of the record's forms. An empty one is nothing; a wrong one says what is wrong."""

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import DateField
from wtforms import SelectField
from wtforms import StringField
from wtforms import TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined] # newer than its types
from wtforms.validators import InputRequired
from wtforms.validators import Length
from wtforms.validators import Optional
from wtforms.validators import ValidationError

LONGEST_NAME = 100  # letters
LONGEST_WORDS = 500

Pairs = list[tuple[str, Any]]


def listed(pairs: Pairs) -> list[SelectChoice]:
    """Keys with what they are called, as a list to pick from."""
    return [SelectChoice(key, label) for key, label in pairs]


class Day(DateField):
    """A day, as a browser's own calendar sends it."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take a day; what is none says so in our words."""
        written = (valuelist or [""])[0].strip()
        if not written:
            self.data = None
            return
        try:
            self.data = date.fromisoformat(written)
        except ValueError:
            self.data = None
            raise ValueError(_("This is not a day. Write it like 2026-11-24.")) from None


class Picked(SelectField):
    """One of a list of keys and what they are called."""

    def offer(self, pairs: Pairs) -> None:
        """Take one of these."""
        self.choices = listed(pairs)

    def pre_validate(self, form: Any) -> None:  # noqa: ARG002 - the signature is WTForms'
        """Take nothing that is not in the list."""
        if not any(picked for _key, _label, picked, *_rest in self.iter_choices()):
            raise ValidationError(str(_("Pick one from the list.")))


def needed_day(label: Any) -> Day:
    """A day that has to be there."""
    return Day(label, validators=[InputRequired(_("Write the day."))])


def given(day: Day) -> date:
    """The day of a field that has been checked."""
    if day.data is None:
        raise ValueError("a form that was not checked was used")
    return day.data


def maybe_day(label: Any) -> Day:
    """A day that may be left out."""
    return Day(label, validators=[Optional()])


def short(label: Any) -> StringField:
    """A name, or nothing."""
    return StringField(label, validators=[Optional(), Length(max=LONGEST_NAME)])


def words(label: Any) -> TextAreaField:
    """A sentence or two that have to be there."""
    needed = InputRequired(_("Write a few words."))
    return TextAreaField(label, validators=[needed, Length(max=LONGEST_WORDS)])
