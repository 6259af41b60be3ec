"""The page after one review, and what an officer still owes."""

from flask import Blueprint
from flask import flash
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from surveys.participation import MEANINGS
from voice_app.policy import Permission
from voice_app.services import concluding
from voice_app.services.concluding import ReviewOf
from voice_app.services.concluding import Way
from voice_app.web.access import me
from voice_app.web.access import needs
from voice_app.web.after.bundle import bundle
from voice_app.web.after.refusals import a_day
from voice_app.web.after.refusals import address
from voice_app.web.after.refusals import refused
from voice_app.web.now import now

pages = Blueprint("after", __name__, url_prefix="/children")
REVIEW = "/<int:person_id>/review/<int:review_id>/after"
NEED = Permission.CONCLUDE_REVIEW


@pages.get("/after")
@needs(NEED)
def owed() -> str:
    """Reviews that nobody marked as held, and children who wait for a reply."""
    return render_template("after/owed.html", page=concluding.after_list(user_id=me(), now=now()))


@pages.get(REVIEW)
@needs(NEED)
@refused
def review(person_id: int, review_id: int) -> str:
    """What was decided at one review, in words for the child, and what they were told."""
    page = concluding.after(ReviewOf(person_id, review_id), user_id=me(), now=now())
    return render_template("after/review.html", page=page, meanings=MEANINGS)


@pages.post(f"{REVIEW}/held")
@needs(NEED)
@refused
def held(person_id: int, review_id: int) -> Response:
    """It was held on this day, and this is how they took part."""
    day = a_day("held_on")
    if day is None:
        flash(_("Say on which day it was held. Nothing was changed."))
        return _back(person_id, review_id)
    new = concluding.Held(day, request.form.get("code", ""))
    doubt = concluding.hold(ReviewOf(person_id, review_id), new, user_id=me(), now=now())
    if doubt:
        flash(
            _(
                "It is written down. The Department's check %(number)s will question this code:"
                " their birthday here does not fit it.",
                number=doubt,
            )
        )
    return _back(person_id, review_id)


@pages.post(f"{REVIEW}/decisions")
@needs(NEED)
@refused
def decide(person_id: int, review_id: int) -> Response:
    """Put a decision down, in words for the child."""
    new = concluding.NewDecision(
        request.form.get("words", ""), request.form.get("corrects", type=int)
    )
    concluding.decide(ReviewOf(person_id, review_id), new, user_id=me(), now=now())
    return _back(person_id, review_id, "decisions")


@pages.post(f"{REVIEW}/decisions/<int:decision_id>")
@needs(NEED)
@refused
def decision(person_id: int, review_id: int, decision_id: int) -> Response:
    """Change a decision, or take it out, as long as they have not been told."""
    this = ReviewOf(person_id, review_id)
    if request.form.get("do") == "take_out":
        concluding.take_out(this, decision_id, user_id=me(), now=now())
    else:
        words = request.form.get("words", "")
        concluding.reword(this, decision_id, words, user_id=me(), now=now())
    return _back(person_id, review_id, "decisions")


@pages.post(f"{REVIEW}/decisions/<int:decision_id>/promises")
@needs(NEED)
@refused
def promise(person_id: int, review_id: int, decision_id: int) -> Response:
    """Put a promise down: what, who, by when."""
    this = ReviewOf(person_id, review_id)
    concluding.promise(this, decision_id, _promised(), user_id=me(), now=now())
    return _back(person_id, review_id, "decisions")


@pages.post(f"{REVIEW}/promises/<int:promise_id>")
@needs(NEED)
@refused
def change_promise(person_id: int, review_id: int, promise_id: int) -> Response:
    """Change a promise, or take it out, as long as they have not been told."""
    this = ReviewOf(person_id, review_id)
    if request.form.get("do") == "take_out":
        concluding.take_promise_out(this, promise_id, user_id=me(), now=now())
    else:
        concluding.change_promise(this, promise_id, _promised(), user_id=me(), now=now())
    return _back(person_id, review_id, "decisions")


@pages.post(f"{REVIEW}/reply")
@needs(NEED)
@refused
def reply(person_id: int, review_id: int) -> Response:
    """Tell the child what came of their review."""
    told = concluding.tell(
        ReviewOf(person_id, review_id),
        request.form.get("words", ""),
        public_url=address(),
        user_id=me(),
        now=now(),
    )
    flash(_("These words were sent before. They went once.") if told.again else _sent(told.way))
    return _back(person_id, review_id, "reply")


@pages.post(f"{REVIEW}/export")
@needs(NEED)
@refused
def export(person_id: int, review_id: int) -> Response:
    """One file for the case system. It is a button: nothing fetches it unasked."""
    exported = concluding.export(ReviewOf(person_id, review_id), user_id=me(), now=now())
    return Response(
        bundle(exported),
        mimetype="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{exported.name}.zip"'},
    )


def _sent(way: Way) -> str:
    words: dict[Way, str] = {
        Way.TEXT: _("It goes out by text when quiet hours allow, and stands on their page."),
        Way.LINK: _("A text with a link goes out when quiet hours allow. It is on their page."),
        Way.PAGE: _("It stands on their page. No text goes out."),
        Way.BY_HAND: _("Others use their phone too, so no text goes out. Please tell them."),
    }
    return words[way]


def _promised() -> concluding.NewPromise:
    form = request.form
    return concluding.NewPromise(form.get("what", ""), form.get("who", ""), a_day("due_on"))


def _back(person_id: int, review_id: int, part: str | None = None) -> Response:
    to = url_for("after.review", person_id=person_id, review_id=review_id, _anchor=part)
    return redirect(to, code=303)
