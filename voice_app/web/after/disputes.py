"""An officer's disputes with the authority."""

from flask import Blueprint
from flask import flash
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from voice_app.policy import Permission
from voice_app.services import disputing
from voice_app.web.access import me
from voice_app.web.access import needs
from voice_app.web.after.refusals import refused
from voice_app.web.now import now

pages = Blueprint("disputes", __name__, url_prefix="/children")
NEED = Permission.CONCLUDE_REVIEW


@pages.get("/disputes")
@needs(NEED)
def mine() -> str:
    """My disputes: open ones first, late ones before all others."""
    page = disputing.disputes_of(user_id=me(), now=now())
    return render_template("after/disputes.html", page=page)


@pages.post("/<int:person_id>/review/<int:review_id>/after/dispute")
@needs(NEED)
@refused
def begin(person_id: int, review_id: int) -> Response:
    """I do not agree with something about this child's care."""
    new = disputing.NewDispute(person_id, request.form.get("words", ""), review_id)
    disputing.raise_dispute(new, user_id=me(), now=now())
    to = url_for("after.review", person_id=person_id, review_id=review_id, _anchor="disputes")
    return redirect(to, code=303)


@pages.post("/disputes/<int:dispute_id>")
@needs(NEED)
@refused
def step(dispute_id: int) -> Response:
    """What was said or done; make it formal; or how it was settled."""
    words, who, at = request.form.get("words", ""), me(), now()
    do = request.form.get("do", "")
    if do == "formal":
        disputing.make_formal(dispute_id, words, user_id=who, now=at)
        flash(_("It is formal from today, and the clock runs."))
    elif do == "settle":
        disputing.settle(dispute_id, words, user_id=who, now=at)
        flash(_("It is settled."))
    else:
        disputing.add_step(dispute_id, words, user_id=who, now=at)
    return redirect(url_for("disputes.mine", _anchor=f"dispute-{dispute_id}"), code=303)
