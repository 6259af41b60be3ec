"""Try it by text: the same door as a real phone's, without a network."""

import secrets

from flask import Blueprint
from flask import abort
from flask import current_app
from flask import flash
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response

from messaging.gateway import Inbound
from voice_app.policy import Permission
from voice_app.services import conversations
from voice_app.services import inviting
from voice_app.services import simulating
from voice_app.web.access import needs
from voice_app.web.now import now

NOT_ASKED = {
    "phone_busy": _("A survey is open on this phone. Answer it, or text STOP first."),
    "opted_out": _("This phone said STOP. Text START first."),
    "refused": _("This person does not want to be asked."),
}

pages = Blueprint("simulator", __name__, url_prefix="/phone")


@pages.get("/")
@needs(Permission.PRACTICE)
def phones() -> Response:
    """Pick up the first phone."""
    return redirect(url_for("simulator.phone", slug=simulating.first_slug()))


@pages.get("/<slug>")
@needs(Permission.PRACTICE)
def phone(slug: str) -> str:
    """One pretend phone."""
    page = simulating.phone_page(slug, now=now())
    if page is None:
        abort(404)
    return render_template("simulator/phone.html", page=page)


@pages.post("/<slug>/send")
@needs(Permission.PRACTICE)
def send(slug: str) -> Response:
    """A text from this phone comes in, as the provider would deliver it."""
    words, number = request.form.get("words", "").strip(), simulating.number(slug)
    if number is None:
        abort(404)
    if words:
        ours = current_app.extensions["voice.settings"]
        inbound = Inbound(f"PRACTICE-{secrets.token_hex(8)}", number, words)
        conversations.receive_text(
            inbound, service=ours.service_name, public_url=ours.public_url, now=now()
        )
    return redirect(url_for("simulator.phone", slug=slug), code=303)


@pages.post("/<slug>/start")
@needs(Permission.PRACTICE)
def start(slug: str) -> Response:
    """Ask the owner of this phone a survey, as if they had asked for it themselves."""
    person_id = simulating.owner(slug)
    if person_id is None:
        abort(404)
    ask = inviting.Ask(person_id, request.form.get("survey", ""), "text", "asked_for")
    asked = inviting.invite(ask, now=now())
    if isinstance(asked, inviting.NotAsked):
        flash(NOT_ASKED.get(asked.reason, _("This person cannot be asked now.")))
    return redirect(url_for("simulator.phone", slug=slug), code=303)
