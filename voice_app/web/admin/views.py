"""Who has an account; whether all is well."""

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
from voice_app.services import accounts
from voice_app.services import health
from voice_app.services import settling
from voice_app.web.access import me
from voice_app.web.access import needs
from voice_app.web.admin import setting_forms
from voice_app.web.admin.setting_forms import Read
from voice_app.web.now import now

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
    return _settings_page(Read())


@pages.post("/settings/<key>")
@needs(Permission.CHANGE_SETTINGS)
def change_setting(key: str) -> Response | tuple[str, int]:
    """Set one thing."""
    read = setting_forms.read(key, request.form)
    if read is None:
        abort(404)
    if not read.faults:
        try:
            settling.change(key, read.value, by=me(), now=now())
        except settling.SettingRefused:
            read = setting_forms.refused(key, read)
        else:
            flash(_("It is set."))
            return redirect(url_for("admin.settings"), code=303)
    return _settings_page(read), 422


def _settings_page(read: Read) -> str:
    """Every setting as it is; what was typed wrong stays, with its fault at its field."""
    shown = {each.key: each for each in settling.shown()}
    return render_template(
        "admin/settings.html",
        shown=shown,
        read=read,
        days=setting_forms.DAYS.items(),
        languages=settling.languages(),
    )


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
        "texts_not_sent": state.texts_not_sent,
        "texts_parked": state.texts_parked,
        "providers_paused": state.providers_paused,
    }
    return shown, 200 if state.ready else 503
