"""Texts nobody knows the fate of are settled by a person; a paused provider is started again."""

from flask import Blueprint
from flask import abort
from flask import flash
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from voice_app.policy import Permission
from voice_app.services import sending
from voice_app.web.access import me
from voice_app.web.access import needs
from voice_app.web.access import signed_in
from voice_app.web.now import now

MOST_DIGITS = 18  # of a row's number

pages = Blueprint("outbox", __name__, url_prefix="/stuck-texts")


@pages.get("/")
@needs(Permission.SETTLE_TEXTS)
def stuck() -> str:
    """What waits for a person: no words, masked numbers; names only of numbers that fail."""
    person = signed_in()
    may_know = person is not None and Permission.SEE_NOT_HEARD in person.permissions
    dead = sending.dead_numbers(user_id=me(), now=now()) if may_know else ()
    page = sending.stuck(user_id=me(), now=now())
    return render_template("outbox/stuck.html", page=page, dead=dead)


@pages.post("/<int:outbound_id>")
@needs(Permission.SETTLE_TEXTS)
def settle(outbound_id: int) -> Response:
    """Say what became of one text."""
    try:
        how = sending.Settled(request.form.get("how", ""))
    except ValueError:
        abort(400)
    try:
        sending.settle(outbound_id, how, user_id=me(), now=now())
    except sending.NotStuck as fault:
        flash(_not_settled(fault.why))
    else:
        flash(_("It is settled."))
    return redirect(url_for("outbox.stuck"), code=303)


@pages.post("/not-sent")
@needs(Permission.SETTLE_TEXTS)
def seen() -> Response:
    """Who was shown the texts that nobody got has seen them."""
    up_to = request.form.get("up_to", "")
    if not up_to.isascii() or not up_to.isdigit() or len(up_to) > MOST_DIGITS:
        abort(400)
    sending.have_seen(int(up_to), user_id=me(), now=now())
    flash(_("They are off the list."))
    return redirect(url_for("outbox.stuck"), code=303)


@pages.post("/providers/<int:pause_id>/start")
@needs(Permission.CHANGE_SETTINGS)
def start(pause_id: int) -> Response:
    """What was wrong with the provider is mended."""
    sending.start_again(pause_id, user_id=me(), now=now())
    flash(_("Texts go out again."))
    return redirect(url_for("outbox.stuck"), code=303)


def _not_settled(why: str) -> str:
    said = {
        "too_late": _("Its time has passed, so it was not sent again. Nothing was changed."),
        "overtaken": _("Something newer was said since, or they said STOP. Nothing was changed."),
    }
    return str(said.get(why, _("It was settled already. Nothing was changed.")))
