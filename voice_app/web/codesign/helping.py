"""The worker who helps the council: what was kept back, votes on paper, and ideas put to use."""

from collections.abc import Mapping

from flask import Blueprint
from flask import flash
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response

from voice_app.policy import Permission
from voice_app.services import codesigning
from voice_app.services.codesigning import Ballot
from voice_app.services.codesigning import CannotUse
from voice_app.services.codesigning import CannotVote
from voice_app.services.codesigning import NoNotes
from voice_app.services.codesigning import NotHeld
from voice_app.web.access import me
from voice_app.web.access import needs
from voice_app.web.codesign.ideas import FAULTS as VOTE_FAULTS
from voice_app.web.now import now

pages = Blueprint("helping", __name__, url_prefix="/council")
FAULTS: Mapping[str, object] = {
    "not_agreed": lazy_gettext("The votes do not say so. Nothing was changed."),
    "reason": lazy_gettext("Say why, in plain words. Nothing was changed."),
    "place": lazy_gettext("That question is not in the survey any more. Nothing was changed."),
    "scale": lazy_gettext(
        "The steps of a scale go together: one more would make older answers mean something else. "
        "Ask it as a new question. Nothing was changed."
    ),
    "document": lazy_gettext("The survey would not work any more: %(why)s. Nothing was changed."),
}


@pages.get("/held")
@needs(Permission.HELP_COUNCIL)
def held() -> str:
    """Words that wait for a look."""
    return render_template(
        "council/held.html", held=codesigning.held_words(user_id=me(), now=now())
    )


@pages.post("/held/<int:held_id>")
@needs(Permission.HELP_COUNCIL)
def look_at(held_id: int) -> Response:
    """Let them be seen, or keep them back."""
    outcome, told = request.form.get("outcome", ""), request.form.get("told", "")
    try:
        codesigning.look_at(held_id, outcome, told, user_id=me(), now=now())
    except NotHeld:
        flash(_("Somebody has looked at it already, or nothing was picked. Nothing was changed."))
    return redirect(url_for("helping.held"), code=303)


@pages.get("/meetings")
@needs(Permission.SEE_IDEAS)
def meetings() -> str:
    """What was said at meetings."""
    return render_template("council/meetings.html", notes=codesigning.meeting_notes())


@pages.post("/meetings")
@needs(Permission.HELP_COUNCIL)
def write_notes() -> Response:
    """Write a meeting's notes down for everybody."""
    try:
        codesigning.write_notes(request.form.get("notes", ""), user_id=me(), now=now())
    except NoNotes:
        flash(_("Write something first, and not too much. Nothing was kept."))
    return redirect(url_for("helping.meetings"), code=303)


@pages.post("/ideas/<int:proposal_id>/paper")
@needs(Permission.HELP_COUNCIL)
def on_paper(proposal_id: int) -> Response:
    """Write a vote in that was given at a meeting or on paper."""
    ballot = Ballot(
        proposal_id, request.form.get("number", 0, type=int), request.form.get("says", "")
    )
    member = request.form.get("member", 0, type=int)
    try:
        codesigning.on_paper(ballot, member, user_id=me(), now=now())
    except CannotVote as fault:
        flash(str(VOTE_FAULTS.get(fault.why, VOTE_FAULTS["nothing"])))
    else:
        flash(_("The vote is written in."))
    return _to(proposal_id)


@pages.post("/ideas/<int:proposal_id>/decide")
@needs(Permission.HELP_COUNCIL)
def decide(proposal_id: int) -> Response:
    """Write down that the group does not take it, and why."""
    try:
        codesigning.decide(proposal_id, request.form.get("reason", ""), user_id=me(), now=now())
    except CannotUse as fault:
        flash(str(FAULTS[fault.why]))
    return _to(proposal_id)


@pages.post("/ideas/<int:proposal_id>/use")
@needs(Permission.HELP_COUNCIL)
def use(proposal_id: int) -> Response:
    """Make the next version of the survey with it, and put that to the group."""
    try:
        asked = codesigning.put_in_survey(proposal_id, user_id=me(), now=now())
    except CannotUse as fault:
        flash(str(FAULTS[fault.why]) % {"why": "; ".join(fault.faults)})
        return _to(proposal_id)
    flash(_("It is in the next version. Now the group signs that off."))
    return _to(asked)


def _to(proposal_id: int) -> Response:
    return redirect(url_for("ideas.idea", proposal_id=proposal_id), code=303)
