"""The worry queue, and the words nobody has read yet."""

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
from voice_app.services import for_the_council
from voice_app.services import worrying
from voice_app.web.access import me
from voice_app.web.access import needs
from voice_app.web.now import now

# What came in an anonymous survey has ids below nought (``store.without_name``).
pages = Blueprint("worries", __name__)


@pages.get("/worries")
@needs(Permission.SEE_WORRIES)
def queue() -> str:
    """Red first, then the longest waiting."""
    return render_template("worries/queue.html", page=worrying.queue(user_id=me(), now=now()))


@pages.get("/worries/<int(signed=True):worry_id>")
@needs(Permission.SEE_WORRIES)
def worry(worry_id: int) -> str:
    """One worry with the conversation around it."""
    page = worrying.worry_page(worry_id, user_id=me(), now=now())
    if page is None:
        abort(404)
    return render_template("worries/worry.html", page=page)


@pages.post("/worries/<int(signed=True):worry_id>/number")
@needs(Permission.WORK_WORRIES)
def show_number(worry_id: int) -> str:
    """Their number, on this one page: never in an address, never in the session."""
    number = worrying.number(worry_id, user_id=me(), now=now())
    page = worrying.worry_page(worry_id, user_id=me(), now=now())
    if page is None:
        abort(404)
    return render_template("worries/worry.html", page=page, number=number)


@pages.post("/worries/<int(signed=True):worry_id>/acknowledge")
@needs(Permission.WORK_WORRIES)
def acknowledge(worry_id: int) -> Response:
    """I take this one on."""
    try:
        worrying.acknowledge(worry_id, user_id=me(), now=now())
    except worrying.AlreadyTaken:
        flash(_("A colleague has taken this one on already."))
    return redirect(url_for("worries.worry", worry_id=worry_id), code=303)


@pages.post("/worries/<int(signed=True):worry_id>/close")
@needs(Permission.WORK_WORRIES)
def close(worry_id: int) -> Response:
    """What came of it."""
    outcome = request.form.get("outcome", "")
    if outcome not in dict(worrying.OUTCOMES):
        flash(_("Choose what came of it. Nothing was changed."))
        return redirect(url_for("worries.worry", worry_id=worry_id), code=303)
    note = request.form.get("note", "")
    try:
        worrying.close(worry_id, outcome, note, user_id=me(), now=now())
    except worrying.AlreadyTaken:
        flash(_("Take it on first; then say what came of it. Nothing was changed."))
    return redirect(url_for("worries.worry", worry_id=worry_id), code=303)


@pages.get("/reading")
@needs(Permission.READ_WORDS)
def reading() -> str:
    """Words that wait to be read by a person."""
    page = worrying.reading_list(user_id=me(), now=now())
    return render_template("worries/reading.html", page=page)


@pages.post("/reading/<int(signed=True):answer_id>")
@needs(Permission.READ_WORDS)
def mark_read(answer_id: int) -> Response:
    """I have read this."""
    try:
        worrying.mark_read(answer_id, user_id=me(), now=now())
    except worrying.NotYours:
        abort(403)
    return redirect(url_for("worries.reading"), code=303)


@pages.post("/reading/<int(signed=True):answer_id>/council")
@needs(Permission.READ_WORDS)
def hand_on(answer_id: int) -> Response:
    """I have read this, and nothing in it says who wrote it: the council may read it."""
    try:
        for_the_council.hand_on(answer_id, user_id=me(), now=now())
    except for_the_council.NotYours:
        abort(403)
    except for_the_council.NotForThem:
        flash(_("They did not choose that the council reads this, or took it back. It stays here."))
    except for_the_council.WorryFirst:
        flash(_("A worry about these words is open. They wait until it is closed."))
    return redirect(url_for("worries.reading"), code=303)
