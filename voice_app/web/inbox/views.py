"""Texts from numbers we do not know, or that several people share."""

from flask import Blueprint
from flask import flash
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from voice_app.policy import Permission
from voice_app.services import placing
from voice_app.services import recording
from voice_app.web.access import me
from voice_app.web.access import needs
from voice_app.web.now import now

pages = Blueprint("inbox", __name__, url_prefix="/inbox")


@pages.get("/")
@needs(Permission.PLACE_TEXTS)
def texts() -> str:
    """Every text that waits to be placed."""
    return render_template("inbox/texts.html", page=placing.inbox(user_id=me(), now=now()))


@pages.post("/<text_id>")
@needs(Permission.PLACE_TEXTS)
def link(text_id: str) -> Response:
    """This text is theirs."""
    person_id = request.form.get("person", type=int)
    if person_id is None:
        flash(_("Pick a person first. Nothing was changed."))
    else:
        try:
            recording.place_text(text_id, person_id, by=me(), now=now())
        except recording.RecordingFault:
            flash(_("A colleague has said whose text this is. Nothing was changed."))
    return redirect(url_for("inbox.texts"), code=303)
