"""Teams and homes for the administrator; Regulation 44 visits for quality assurance."""

from datetime import date

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
from voice_app.services import organising
from voice_app.services.organising import UnitKind
from voice_app.web.access import me
from voice_app.web.access import needs
from voice_app.web.now import now

pages = Blueprint("organisation", __name__)
Answer = str | Response | tuple[str, int]


@pages.get("/organisation")
@needs(Permission.CHANGE_SETTINGS)
def units() -> str:
    """Teams, homes, and who is in which team."""
    return _units_page("")


@pages.post("/organisation/<unit>")
@needs(Permission.CHANGE_SETTINGS)
def add(unit: str) -> Answer:
    """Add a team or a home."""
    try:
        organising.add_unit(_kind(unit), request.form.get("name", ""), by=me(), now=now())
    except organising.NameRefused:
        return _units_page(unit), 422
    return _done()


@pages.post("/organisation/<unit>/<int:unit_id>")
@needs(Permission.CHANGE_SETTINGS)
def change(unit: str, unit_id: int) -> Answer:
    """Rename a team or home, or say that it is no more."""
    kind = _kind(unit)
    if request.form.get("go") == "end":
        organising.end_unit(kind, unit_id, by=me(), now=now())
        return _done()
    try:
        organising.rename_unit(kind, unit_id, request.form.get("name", ""), by=me(), now=now())
    except organising.NameRefused:
        return _units_page(unit), 422
    return _done()


@pages.post("/organisation/staff/<int:user_id>/team")
@needs(Permission.CHANGE_SETTINGS)
def put_in_team(user_id: int) -> Response:
    """Say which team somebody is in."""
    team_id = request.form.get("team_id", type=int)
    organising.put_in_team(user_id, team_id, by=me(), now=now())
    return _done()


@pages.get("/homes")
@needs(Permission.SEE_REGISTER)
def homes() -> str:
    """Each home with its independent visits, and when the next is due."""
    return _homes_page({})


@pages.post("/homes/<int:home_id>/visits")
@needs(Permission.RECORD_HOME_VISITS)
def visited(home_id: int) -> Answer:
    """An independent visit was held."""
    try:
        held_on = date.fromisoformat(request.form.get("held_on", ""))
    except ValueError:
        return _homes_page({home_id: _("This is not a day. Nothing was written down.")}), 422
    new = organising.NewVisit(home_id, held_on, request.form.get("visitor", ""))
    try:
        organising.record_visit(new, by=me(), now=now())
    except organising.VisitRefused as refused:
        words = {
            "not_yet": _("This day has not come yet. Nothing was written down."),
            "there_already": _("A visit on this day is on record already."),
        }
        return _homes_page({home_id: words[refused.why]}), 422
    flash(_("The visit is on record."))
    return redirect(url_for("organisation.homes"), code=303)


def _kind(unit: str) -> UnitKind:
    if unit not in set(UnitKind):
        abort(404)
    return UnitKind(unit)


def _done() -> Response:
    flash(_("It is done, and written down."))
    return redirect(url_for("organisation.units"), code=303)


def _units_page(refused: str) -> str:
    page = organising.organisation()
    return render_template("organisation/units.html", page=page, refused=refused)


def _homes_page(faults: dict[int, str]) -> str:
    page = organising.homes(now=now())
    return render_template("organisation/homes.html", page=page, faults=faults)
