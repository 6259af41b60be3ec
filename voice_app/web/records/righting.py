"""Putting right what stands on a record: corrected, over, or entered by mistake."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Blueprint
from flask import abort
from flask import flash
from flask import render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from voice_app.policy import Permission
from voice_app.services import recording
from voice_app.web.access import needs
from voice_app.web.form import BaseForm
from voice_app.web.records.fields import given as given_day
from voice_app.web.records.forms import KINDS
from voice_app.web.records.right_forms import MistakeForm
from voice_app.web.records.right_forms import OverForm
from voice_app.web.records.right_forms import filled
from voice_app.web.records.writer import at_its_field
from voice_app.web.records.writer import onward
from voice_app.web.records.writer import writer

pages = Blueprint("righting", __name__)
ROW = "/children/<int:person_id>/record/<what>/<int:row_id>"
Answer = str | Response | tuple[str, int]


def on_record(view: Callable[..., Answer]) -> Callable[..., Answer]:
    """A view of one row: somebody else's child is 403, no such row 404."""

    @wraps(view)
    def wrapped(person_id: int, what: str, row_id: int) -> Answer:
        try:
            return view(recording.Place(person_id, what, row_id))
        except recording.NotYours:
            abort(403)
        except recording.NoSuchEntry:
            abort(404)

    return wrapped


@pages.get(ROW)
@needs(Permission.WORK_RECORD)
@on_record
def row(place: recording.Place) -> Answer:
    """What stands there, and what can be done about it."""
    return _page(place)


@pages.post(ROW)
@needs(Permission.WORK_RECORD)
@on_record
def correct(place: recording.Place) -> Answer:
    """Write it as it should have been."""
    if place.what not in KINDS:
        abort(404)
    form = KINDS[place.what].form()
    if form.validate() and at_its_field(
        form, lambda: recording.correct(place, form.entry(), writer())
    ):
        flash(_("It is put right. What stood there before is kept, with your name and the day."))
        return onward(place.person_id, KINDS[place.what].place)
    return _page(place, correct=form), 422


@pages.post(f"{ROW}/over")
@needs(Permission.WORK_RECORD)
@on_record
def over(place: recording.Place) -> Answer:
    """It is over: a relation since its day, days of peace from today."""
    if place.what == "not-now":
        recording.end_not_now(place, writer())
        flash(_("They may be asked again from today. Your name and the day are kept."))
        return onward(place.person_id, "who")
    form = OverForm()
    if form.validate() and at_its_field(
        form, lambda: recording.end_relative(place, given_day(form.on), writer())
    ):
        flash(_("It is over. They are not asked about this child any more."))
        return onward(place.person_id, "near")
    return _page(place, over=form), 422


@pages.post(f"{ROW}/mistake")
@needs(Permission.WORK_RECORD)
@on_record
def mistake(place: recording.Place) -> Answer:
    """It was entered by mistake: it goes from view."""
    form = MistakeForm()
    if not form.validate():
        return _page(place, mistake=form), 422
    try:
        recording.remove(place, form.why.data, writer())
    except recording.InUse:
        form.why.errors = [
            _("An ask, an answer or a decision hangs on it, so it stays. Correct its days instead.")
        ]
        return _page(place, mistake=form), 422
    flash(_("It is gone from view. What stood there is kept, with your name, the day and why."))
    return onward(place.person_id, KINDS[place.what].place)


def _page(place: recording.Place, **given: BaseForm) -> str:
    """The row with its forms: those that were sent as they were, the others afresh."""
    stands = recording.written(place, writer())
    forms: dict[str, Any] = {
        "correct": given.get("correct") or _correction(place, stands),
        "over": (given.get("over") or OverForm(formdata=None)) if stands.may_end else None,
        "mistake": (given.get("mistake") or MistakeForm(formdata=None)) if stands.by_hand else None,
    }
    return render_template(
        "records/row.html", place=place, kind=KINDS[place.what], name=stands.name, **forms
    )


def _correction(place: recording.Place, stands: recording.Written) -> BaseForm | None:
    if stands.entry is None:
        return None
    return KINDS[place.what].form(formdata=None, data=filled(stands.entry))
