"""Who writes on a record's pages, what is said at which field, and where it leads."""

from collections.abc import Callable

from flask import current_app
from flask import redirect
from flask import url_for
from werkzeug.wrappers import Response

from voice_app.services import recording
from voice_app.web.access import me
from voice_app.web.form import BaseForm
from voice_app.web.now import now
from voice_app.web.records.faults import worded


def writer() -> recording.Writer:
    """The person at the desk, now."""
    practice = current_app.extensions["voice.settings"].practice
    return recording.Writer(me(), now(), practice=practice)


def at_its_field(form: BaseForm, put: Callable[[], None]) -> bool:
    """Whether it is on record now; else the form says at each field what is wrong."""
    try:
        put()
    except recording.Contradicted as contradicted:
        for found in contradicted.found:
            field = form[found.field]
            field.errors = [*field.errors, worded(found)]
        return False
    return True


def onward(person_id: int, place: str) -> Response:
    """Back to the record, unless what was written ended one's own work with the child."""
    try:
        recording.check_own(person_id, writer())
    except recording.NotYours:
        return redirect(url_for("accounts.front"), code=303)
    return redirect(url_for("records.record", person_id=person_id, _anchor=place), code=303)
