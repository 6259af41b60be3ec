"""Who has an account; whether all is well."""

from flask import Blueprint
from flask import render_template

from voice_app.policy import Permission
from voice_app.services import accounts
from voice_app.services import health
from voice_app.web.access import needs
from voice_app.web.now import now

pages = Blueprint("admin", __name__)


@pages.get("/accounts")
@needs(Permission.SEE_USERS)
def users() -> str:
    """Every account, and the state of the service."""
    page = accounts.all_users()
    return render_template("admin/users.html", page=page, health=health.health(now=now()))


@pages.get("/health")
@needs(Permission.ANYONE)
def alive() -> dict[str, str]:
    """This process answers."""
    return {"status": "ok"}


@pages.get("/ready")
@needs(Permission.ANYONE)
def ready() -> tuple[dict[str, object], int]:
    """The database answers, its tables are up to date, and a worker is alive."""
    state = health.health(now=now())
    shown: dict[str, object] = {
        "database": state.database,
        "migration": state.migration,
        "worker": state.worker,
    }
    return shown, 200 if state.ready else 503
