"""A child's record as it stands."""

from flask import Blueprint
from flask import abort
from flask import render_template

from voice_app.pages.records import ClosedRecord
from voice_app.policy import Permission
from voice_app.services import journeying
from voice_app.web.access import me
from voice_app.web.access import needs
from voice_app.web.now import now

pages = Blueprint("records", __name__, url_prefix="/children/<int:person_id>")
GONE = 410


@pages.get("/record")
@needs(Permission.SEE_RECORD)
def record(person_id: int) -> str | tuple[str, int]:
    """Who they are, their journey, plans and meetings, and who works with them."""
    try:
        page = journeying.record_page(person_id, user_id=me(), now=now())
    except journeying.NotYours:
        abort(403)
    if page is None:
        abort(404)
    if isinstance(page, ClosedRecord):
        return render_template("records/closed.html", page=page), GONE
    return render_template("records/record.html", page=page)
