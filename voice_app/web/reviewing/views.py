"""The brief before a review."""

from flask import abort
from flask import flash
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from voice_app.policy import Permission
from voice_app.services import judging
from voice_app.services import reviewing
from voice_app.web.access import me
from voice_app.web.access import needs
from voice_app.web.now import now
from voice_app.web.reviewing import copies
from voice_app.web.reviewing import words
from voice_app.web.reviewing.blueprint import pages
from voice_app.web.ways import back

__all__ = ["copies", "pages", "words"]  # imported so that their pages are known


@pages.get("/<int:person_id>/brief/<int:review_id>")
@needs(Permission.SEE_BRIEF)
def brief(person_id: int, review_id: int) -> str:
    """The brief before one review."""
    try:
        page = reviewing.brief(person_id, review_id, user_id=me(), now=now())
    except reviewing.NotYours:
        abort(403)
    if page is None:
        abort(404)
    return render_template("reviewing/brief.html", page=page)


@pages.post("/<int:person_id>/brief/<int:review_id>/read")
@needs(Permission.SEE_BRIEF)
def mark_read(person_id: int, review_id: int) -> Response:
    """I have read these words."""
    try:
        reviewing.mark_read(person_id, review_id, user_id=me(), now=now())
    except reviewing.NotYours:
        abort(403)
    flash(_("It is written down that you have read these words."))
    return redirect(url_for("reviewing.brief", person_id=person_id, review_id=review_id), code=303)


@pages.post("/tags/<int:tag_id>")
@needs(Permission.JUDGE_TAGS)
def judge_tag(tag_id: int) -> Response:
    """Agree with a tag, or say that it is not this."""
    verdict = request.form.get("verdict", "")
    if verdict not in judging.VERDICTS:
        abort(400)
    try:
        judging.judge_tag(tag_id, verdict, user_id=me(), now=now())
    except judging.NotYours:
        abort(403)
    return back(url_for("accounts.front"))
