"""Survey versions, their sign-off, and the gate."""

from flask import Blueprint
from flask import flash
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from voice_app.policy import Permission
from voice_app.services import for_the_council
from voice_app.services import inviting
from voice_app.services import publishing
from voice_app.web.access import me
from voice_app.web.access import needs
from voice_app.web.now import now

pages = Blueprint("codesign", __name__, url_prefix="/surveys")


@pages.get("/")
@needs(Permission.SEE_SURVEYS)
def surveys() -> str:
    """Every survey with its versions."""
    return render_template(
        "codesign/surveys.html", page=publishing.all_surveys(), members=publishing.members()
    )


@pages.get("/said")
@needs(Permission.SEE_COUNCIL_WORDS)
def words() -> str:
    """What young people chose to say to the council, without their name."""
    said = for_the_council.words(user_id=me(), now=now())
    return render_template("codesign/words.html", asked=said)


@pages.get("/<int:version_id>/texts")
@needs(Permission.SEE_SURVEYS)
def texts(version_id: int) -> str:
    """One version as the texts it will be, with what they cost."""
    return render_template("codesign/texts.html", page=inviting.as_texts(version_id))


@pages.post("/<int:version_id>/sign-off")
@needs(Permission.RECORD_SIGN_OFF)
def sign_off(version_id: int) -> Response:
    """Record that the council agreed to these words."""
    member = request.form.get("member", type=int)
    if member is None:
        flash(_("Say who spoke for the council. Nothing was changed."))
        return _surveys()
    quick = request.form.get("quick") == "yes"
    agreed = publishing.Agreed(version_id, member, request.form.get("note", ""), quick=quick)
    try:
        publishing.record_sign_off(agreed, by=me(), now=now())
    except publishing.NotOnlyWords:
        flash(_("This version asks something else. It needs the whole group. Nothing was changed."))
    except publishing.NotAMember:
        flash(_("Only a member of the council can speak for it. Nothing was changed."))
    return _surveys()


@pages.post("/<int:version_id>/publish")
@needs(Permission.PUBLISH)
def publish(version_id: int) -> Response:
    """Let a version out, if the council has signed it off."""
    try:
        publishing.publish(version_id, by=me(), now=now())
    except publishing.NotSignedOff:
        flash(_("The council has not signed off these words, so they cannot go out."))
    return _surveys()


@pages.post("/<int:version_id>/publish-without")
@needs(Permission.PUBLISH)
def publish_without(version_id: int) -> Response:
    """Let a version out in an emergency; the council sees it at once."""
    try:
        publishing.publish_without(version_id, request.form.get("reason", ""), by=me(), now=now())
    except publishing.NoReason:
        flash(_("Say why, in words for young people. Nothing went out."))
    except publishing.StillToExplain:
        flash(_("You still owe the council an explanation of last time. Nothing went out."))
    return _surveys()


def _surveys() -> Response:
    return redirect(url_for("codesign.surveys"), code=303)
