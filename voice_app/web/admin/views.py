"""Who has an account; whether all is well."""

from collections.abc import Callable
from collections.abc import Mapping

from flask import Blueprint
from flask import abort
from flask import flash
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from voice_app.policy import Permission
from voice_app.services import accounts
from voice_app.services import health
from voice_app.services import settling
from voice_app.web.access import me
from voice_app.web.access import needs
from voice_app.web.now import now

Form = MultiDict[str, str]

AROUND_REVIEW = ("invite", "remind", "last_call", "brief", "refresh", "reply")

pages = Blueprint("admin", __name__)


@pages.get("/accounts")
@needs(Permission.SEE_USERS)
def users() -> str:
    """Every account, and the state of the service."""
    page = accounts.all_users()
    return render_template("admin/users.html", page=page, health=health.health(now=now()))


@pages.get("/settings")
@needs(Permission.CHANGE_SETTINGS)
def settings() -> str:
    """What the authority keeps: days, budgets, and whether anybody is asked by the clock."""
    return _settings_page({})


@pages.post("/settings/<key>")
@needs(Permission.CHANGE_SETTINGS)
def change_setting(key: str) -> Response | tuple[str, int]:
    """Set one thing."""
    if key not in READ:
        abort(404)
    try:
        settling.change(key, READ[key](request.form), by=me(), now=now())
    except (settling.SettingRefused, ValueError):
        return _settings_page({key: _("This can't be used, so nothing was changed.")}), 422
    flash(_("It is set."))
    return redirect(url_for("admin.settings"), code=303)


def _settings_page(faults: dict[str, str]) -> str:
    shown = {each.key: each for each in settling.shown()}
    return render_template("admin/settings.html", shown=shown, faults=faults)


def _number(form: Form) -> int:
    return int(form.get("value", ""))


def _pence(form: Form) -> float:
    return float(form.get("value", ""))


def _days(form: Form) -> dict[str, int]:
    return {name: int(form.get(name, "")) for name in AROUND_REVIEW}


READ: Mapping[str, Callable[[Form], object]] = {
    "days_around_review": _days,
    "ask_by_itself": lambda form: form.get("value") == "yes",
    "adults_on_the_brief": lambda form: form.get("value") == "yes",
    "asks_a_month": _number,
    "not_heard_after": _number,
    "dispute_settled_in": _number,
    "reply_working_days": _number,
    "text_pence": _pence,
}


@pages.get("/health")
@needs(Permission.ANYONE)
def alive() -> dict[str, str]:
    """This process answers."""
    return {"status": "ok"}


@pages.get("/ready")
@needs(Permission.ANYONE)
def ready() -> tuple[dict[str, object], int]:
    """The database answers, its tables are up to date, and a worker is alive; counts beside it."""
    state = health.health(now=now())
    shown: dict[str, object] = {
        "database": state.database,
        "migration": state.migration,
        "worker": state.worker,
        "texts_parked": state.texts_parked,
        "providers_paused": state.providers_paused,
    }
    return shown, 200 if state.ready else 503
