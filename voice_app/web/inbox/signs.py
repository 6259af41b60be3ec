"""Who can't remember their sign: a person talks to them, then lets them choose another."""

from flask import Blueprint
from flask import flash
from flask import redirect
from flask import render_template
from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from voice_app.policy import Permission
from voice_app.services import recognising
from voice_app.web.access import me
from voice_app.web.access import needs
from voice_app.web.now import now

pages = Blueprint("signs", __name__, url_prefix="/signs")


@pages.get("/")
@needs(Permission.RESET_SIGN)
def asked() -> str:
    """Everybody who has asked for help with it."""
    people = recognising.forgotten(user_id=me(), now=now())
    return render_template("inbox/signs.html", people=people)


@pages.post("/<int:person_id>")
@needs(Permission.RESET_SIGN)
def let_choose_again(person_id: int) -> Response:
    """They choose a new one when they next open My voice."""
    if recognising.let_choose_again(person_id, user_id=me(), now=now()):
        flash(_("They can choose a new sign now. Tell them."))
    else:
        flash(_("They have found it again, or a colleague has helped. Nothing was changed."))
    return redirect(url_for("signs.asked"), code=303)
