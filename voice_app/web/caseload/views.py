"""The caseload."""

from flask import Blueprint
from flask import render_template
from flask import request
from flask import session

from voice_app.policy import Permission
from voice_app.services import caseload
from voice_app.web.access import me
from voice_app.web.access import needs
from voice_app.web.now import now

pages = Blueprint("caseload", __name__, url_prefix="/children")


@pages.get("/")
@needs(Permission.SEE_OWN_CHILDREN)
def mine() -> str:
    """My children by next review. Their words are hidden until I turn them on."""
    if request.args.get("words") in ("show", "hide"):
        session["words"] = request.args["words"] == "show"
    page = caseload.mine(
        user_id=me(),
        find=request.args.get("find", ""),
        show_words=bool(session.get("words")),
        now=now(),
    )
    return render_template("caseload/mine.html", page=page)
