"""Recordings wait here to be listened to and written down, word for word."""

from io import BytesIO

from flask import Blueprint
from flask import flash
from flask import redirect
from flask import render_template
from flask import request
from flask import send_file
from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from voice_app.policy import Permission
from voice_app.services import conversations
from voice_app.web.access import me
from voice_app.web.access import needs
from voice_app.web.errors import nothing_there
from voice_app.web.now import now

pages = Blueprint("calls", __name__, url_prefix="/spoken")
pages.register_error_handler(conversations.NotYours, nothing_there)


@pages.get("/")
@needs(Permission.READ_WORDS)
def listed() -> str:
    """What waits, oldest first."""
    return _page()


@pages.get("/<int:recording_id>/sound")
@needs(Permission.READ_WORDS)
def sound(recording_id: int) -> Response:
    """The sound, to be played on the page."""
    heard = conversations.sound(recording_id, user_id=me(), now=now())
    return send_file(BytesIO(heard), mimetype="audio/mpeg", conditional=True)  # players seek


@pages.post("/<int:recording_id>/words")
@needs(Permission.READ_WORDS)
def write(recording_id: int) -> Response | tuple[str, int]:
    """What was said."""
    words = request.form.get("words", "")
    try:
        kept = conversations.write_down(recording_id, words, user_id=me(), now=now())
    except conversations.WrittenAlready:
        return _too_late()
    if not kept:
        return _page(recording_id, words), 422
    flash(_("It is written down, and the sound is deleted."))
    return redirect(url_for("calls.listed"), code=303)


@pages.post("/<int:recording_id>/unclear")
@needs(Permission.READ_WORDS)
def unclear(recording_id: int) -> Response:
    """Nobody can make out what was said, or the sound never came."""
    try:
        conversations.cannot_hear(recording_id, user_id=me(), now=now())
    except conversations.WrittenAlready:
        return _too_late()
    flash(_("It is put away, and the sound is deleted. Ask them again in another way."))
    return redirect(url_for("calls.listed"), code=303)


def _page(wrong: int = 0, typed: str = "") -> str:
    waiting = conversations.recordings(user_id=me(), now=now())
    return render_template("calls/spoken.html", waiting=waiting, wrong=wrong, typed=typed)


def _too_late() -> Response:
    flash(_("A colleague has dealt with this one, or the sound is not here yet."))
    return redirect(url_for("calls.listed"), code=303)
