"""A child's record: as it stands, and writing in it by hand."""

from flask import Blueprint
from flask import abort
from flask import flash
from flask import render_template
from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from voice_app.pages.records import ClosedRecord
from voice_app.policy import Permission
from voice_app.services import journeying
from voice_app.services import recording
from voice_app.web.access import me
from voice_app.web.access import needs
from voice_app.web.now import now
from voice_app.web.records.forms import KINDS
from voice_app.web.records.right_forms import WHY_REMOVED
from voice_app.web.records.writer import at_its_field
from voice_app.web.records.writer import onward
from voice_app.web.records.writer import writer

pages = Blueprint("records", __name__)
GONE = 410
Answer = str | Response | tuple[str, int]


@pages.get("/records")
@needs(Permission.SEE_RECORD)
def mine() -> str:
    """The children whose record opens to me today."""
    return render_template(
        "records/mine.html", page=journeying.own_records(user_id=me(), now=now())
    )


@pages.get("/children/<int:person_id>/record")
@needs(Permission.SEE_RECORD)
def record(person_id: int) -> Answer:
    """Who they are, their journey, plans and meetings, and who works with them."""
    try:
        page = journeying.record_page(person_id, user_id=me(), now=now())
    except journeying.NotYours:
        abort(403)
    return _shown(page, "records/record.html")


@pages.get("/children/<int:person_id>/line")
@needs(Permission.SEE_RECORD)
def line(person_id: int) -> Answer:
    """The journey as a drawing, with a table beside it that holds the same."""
    try:
        page = journeying.line_page(person_id, user_id=me(), now=now())
    except journeying.NotYours:
        abort(403)
    return _shown(page, "records/line.html")


@pages.get("/children/<int:person_id>/three-views")
@needs(Permission.SEE_BRIEF)
def three_views(person_id: int) -> Answer:
    """What child, parents and carers say about the same thing, for the child's IRO."""
    try:
        page = journeying.three_views(person_id, user_id=me(), now=now())
    except journeying.NotYours:
        abort(403)
    return _shown(page, "records/three_views.html")


@pages.route("/children/<int:person_id>/record/<what>", methods=["GET", "POST"])
@needs(Permission.WORK_RECORD)
def write(person_id: int, what: str) -> Answer:
    """Write one thing in the record; what contradicts itself is refused, field by field."""
    try:
        name = recording.check_own(person_id, writer())
    except recording.NotYours:
        abort(403)
    if what not in KINDS:
        abort(404)
    form = KINDS[what].form(request.form or request.args or None)
    if form.validate_on_submit() and at_its_field(
        form, lambda: recording.write(person_id, form.entry(), writer())
    ):
        flash(_("It is on the record, with your name and the day."))
        return onward(person_id, KINDS[what].place)
    page = render_template(
        "records/write.html", form=form, kind=KINDS[what], name=name, person_id=person_id
    )
    return page, 422 if form.is_submitted() else 200


def _shown(page: object | None, template: str) -> Answer:
    """A page of an open record; a closed one says so, whoever asks."""
    if page is None:
        abort(404)
    if isinstance(page, ClosedRecord):
        return render_template("records/closed.html", page=page), GONE
    return render_template(template, page=page, kinds=KINDS, why_removed=WHY_REMOVED)
