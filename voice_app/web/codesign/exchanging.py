"""A survey as a spreadsheet (XLSForm) or as our own JSON document, out and in."""

import json

from flask import Blueprint
from flask import make_response
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from surveys.document import DocumentRefused
from voice_app.policy import Permission
from voice_app.services import drafting
from voice_app.services import publishing
from voice_app.services.drafting import CannotBringIn
from voice_app.web.access import me
from voice_app.web.access import needs
from voice_app.web.now import now

pages = Blueprint("exchanging", __name__, url_prefix="/surveys")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pages.get("/<int:version_id>/survey.xlsx")
@needs(Permission.SEE_SURVEYS)
def workbook(version_id: int) -> Response:
    """As a spreadsheet."""
    return _file(drafting.as_workbook(version_id), XLSX, f"survey-{version_id}.xlsx")


@pages.get("/<int:version_id>/survey.json")
@needs(Permission.SEE_SURVEYS)
def document(version_id: int) -> Response:
    """As our own document."""
    content = json.dumps(drafting.as_document(version_id), ensure_ascii=False, indent=2)
    return _file(content.encode(), "application/json", f"survey-{version_id}.json")


@pages.get("/bring-in")
@needs(Permission.HELP_COUNCIL)
def choose() -> str:
    """Choose a file."""
    return render_template("council/bring_in.html", faults=())


@pages.post("/bring-in")
@needs(Permission.HELP_COUNCIL)
def bring_in() -> Response | tuple[str, int]:
    """Read it, and keep it as a draft; every fault with its place, and nothing kept."""
    file = request.files.get("file")
    content = file.read() if file else b""
    try:
        read, passed_over = _read(content)
        version = publishing.add_version(read, by=me(), now=now())
    except CannotBringIn as fault:
        return render_template("council/bring_in.html", faults=fault.faults), 422
    except DocumentRefused as refused:
        faults = tuple(str(each) for each in refused.faults)
        return render_template("council/bring_in.html", faults=faults), 422
    if passed_over:
        page = render_template(
            "council/brought_in.html", version_id=version, passed_over=passed_over
        )
        return page, 200
    return redirect(url_for("building.build", version_id=version), code=303)


def _read(content: bytes) -> tuple[dict[str, object], tuple[str, ...]]:
    """Our JSON, or a spreadsheet."""
    if not content.lstrip().startswith(b"{"):
        return drafting.from_workbook(content)
    try:
        return json.loads(content), ()
    except (ValueError, RecursionError) as fault:
        raise CannotBringIn((str(_("It is not whole: the file may be cut off.")),)) from fault


def _file(content: bytes, kind: str, name: str) -> Response:
    response = make_response(content)
    response.headers["Content-Type"] = kind
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
