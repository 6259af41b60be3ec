"""Uploads: choose files, see what they would do, store it or throw it away."""

from flask import Blueprint
from flask import Response as FlaskResponse
from flask import abort
from flask import flash
from flask import make_response
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from voice_app.policy import Permission
from voice_app.services import importing
from voice_app.web.access import me
from voice_app.web.access import needs
from voice_app.web.access import signed_in
from voice_app.web.now import now

pages = Blueprint("importing", __name__, url_prefix="/imports")

LARGEST = 300_000_000  # bytes: a return of 100,000 children is about 60 million
LOOK_AGAIN = 3  # seconds


@pages.url_value_preprocessor
def take_large_files(_endpoint: str | None, _values: dict[str, object] | None) -> None:
    """Only here, and only from somebody who may import, may a form be larger than a page."""
    person = signed_in()
    if person is not None and Permission.IMPORT in person.permissions:
        request.max_content_length = LARGEST


@pages.get("/")
@needs(Permission.IMPORT)
def runs() -> str:
    """What was brought in, and the forms to bring in more."""
    return _runs_page()


@pages.post("/of/<kind>")
@needs(Permission.IMPORT)
def upload(kind: str) -> Response | tuple[str, int]:
    """Take files in for a trial run."""
    if kind not in importing.KINDS:
        abort(404)
    files = [
        importing.Uploaded(field if field != "files" else file.filename or "", file.stream)
        for field, several in request.files.lists()
        for file in several
        if file.filename
    ]
    try:
        run_id = importing.receive(kind, files, by=me(), now=now())
    except importing.NothingToImport:
        return _runs_page(fault=kind), 422
    return redirect(url_for("importing.run", run_id=run_id), code=303)


@pages.get("/<int:run_id>")
@needs(Permission.IMPORT)
def run(run_id: int) -> FlaskResponse:
    """How far a run is, and its report. The page looks again by itself while there is more."""
    page = importing.shown(run_id, by=me(), now=now())
    answer = make_response(render_template("importing/run.html", page=page))
    if page.under_way:
        answer.headers["Refresh"] = str(LOOK_AGAIN)
    return answer


@pages.post("/<int:run_id>/store")
@needs(Permission.IMPORT)
def store(run_id: int) -> Response:
    """Store what the trial showed."""
    real_run = importing.store_it(run_id, by=me(), now=now())
    return redirect(url_for("importing.run", run_id=real_run), code=303)


@pages.post("/<int:run_id>/forget")
@needs(Permission.IMPORT)
def forget(run_id: int) -> Response:
    """Throw the files away."""
    if importing.throw_away(run_id):
        flash(_("The files are gone. Nothing of them was stored."))
    else:
        flash(_("It was too late to throw the files away. Look at the run below."))
    return redirect(url_for("importing.runs"), code=303)


@pages.get("/template/<name>.csv")
@needs(Permission.IMPORT)
def template(name: str) -> FlaskResponse:
    """A file of ours to fill in."""
    if name not in importing.TEMPLATES:
        abort(404)
    answer = make_response(importing.TEMPLATES[name]())
    answer.mimetype = "text/csv"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def _runs_page(fault: str = "") -> str:
    return render_template(
        "importing/runs.html",
        runs=importing.all_runs(now=now()),
        kinds=importing.KINDS,
        fault=fault,
    )
