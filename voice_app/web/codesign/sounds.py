"""Recordings of the questions of a survey: bring one in, hear it, remove it."""

from collections.abc import Mapping
from io import BytesIO

from flask import Blueprint
from flask import abort
from flask import flash
from flask import redirect
from flask import render_template
from flask import request
from flask import send_file
from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response

from voice_app.pages.sounds import LARGEST
from voice_app.policy import Permission
from voice_app.services import voicing
from voice_app.web.access import me
from voice_app.web.access import needs
from voice_app.web.now import now

pages = Blueprint("sounds", __name__, url_prefix="/surveys")

READ_AT_MOST = 4 * LARGEST  # bytes: what is too big is read far enough to say so kindly
FAULTS: Mapping[str, object] = {
    "which_words": lazy_gettext("Pick which words were read. Nothing was kept."),
    "no_file": lazy_gettext("Pick a file first. Nothing was kept."),
    "too_big": lazy_gettext(
        "The file is larger than 1 MB. Nothing was kept. Save it again as a small mono MP3."
    ),
    "no_sound": lazy_gettext(
        "This is not an MP3, M4A, Ogg or WAV file, whatever it is called. Nothing was kept."
    ),
    "whose": lazy_gettext("Say who read it, and that they agreed. Nothing was kept."),
}


@pages.url_value_preprocessor
def take_larger_files(_endpoint: str | None, _values: dict[str, object] | None) -> None:
    """A recording may be larger than a page's form."""
    request.max_content_length = READ_AT_MOST


@pages.get("/<int:version_id>/sounds")
@needs(Permission.KEEP_SOUNDS)
def of_version(version_id: int) -> str:
    """Every piece of one version in one language, with its recording."""
    return _page(version_id, "")


@pages.post("/<int:version_id>/sounds")
@needs(Permission.KEEP_SOUNDS)
def keep(version_id: int) -> Response | tuple[str, int]:
    """Keep one recording."""
    file = request.files.get("file")
    new = voicing.NewSound(
        version_id=version_id,
        language=request.form.get("language", ""),
        piece=request.form.get("piece", ""),
        file=file.read() if file else b"",
        spoken_by=request.form.get("spoken_by", ""),
        agreed=request.form.get("agreed") == "yes",
    )
    try:
        voicing.keep(new, user_id=me(), now=now())
    except voicing.CannotKeep as fault:
        return _page(version_id, fault.reason), 422
    flash(_("It is kept. Whoever is asked these words can hear it now."))
    return _to(version_id, new.language)


@pages.get("/sounds/<int:sound_id>")
@needs(Permission.KEEP_SOUNDS)
def sound(sound_id: int) -> Response:
    """One recording, to be played on the page."""
    heard = voicing.heard(sound_id)
    if heard is None:
        abort(404)
    return send_file(BytesIO(heard.sound), heard.kind, conditional=True)


@pages.post("/sounds/<int:sound_id>/remove")
@needs(Permission.KEEP_SOUNDS)
def remove(sound_id: int) -> Response:
    """Delete a recording."""
    version_id = voicing.remove(sound_id, user_id=me(), now=now())
    if version_id is None:
        abort(404)
    flash(_("The recording is deleted."))
    return _to(request.form.get("version", version_id, type=int), request.form.get("language", ""))


def _page(version_id: int, fault: str) -> str:
    page = voicing.sounds_page(version_id, request.values.get("language", ""))
    return render_template(
        "codesign/sounds.html",
        page=page,
        fault=FAULTS.get(fault, ""),
        picked=request.values.get("piece", ""),
    )


def _to(version_id: int, language: str) -> Response:
    return redirect(
        url_for("sounds.of_version", version_id=version_id, language=language), code=303
    )
