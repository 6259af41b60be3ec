"""Threads, findings and actions."""

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
from voice_app.services import auditing
from voice_app.services import linking
from voice_app.services import reading_many
from voice_app.services import responding
from voice_app.web.access import me
from voice_app.web.access import needs
from voice_app.web.now import now
from voice_app.web.ways import back

pages = Blueprint("quality", __name__)
SHOWS = ("gap", "waiting", "all")


@pages.get("/threads")
@needs(Permission.SEE_THREADS)
def threads() -> str:
    """Voices shared outside their case, those with a gap first."""
    show = request.args.get("show", "all")
    page = linking.thread_list(user_id=me(), show=show if show in SHOWS else "all", now=now())
    return render_template("quality/threads.html", page=page)


@pages.get("/threads/<int:answer_id>")
@needs(Permission.SEE_THREADS)
def thread(answer_id: int) -> str:
    """One voice and what came of it."""
    page = linking.thread_page(answer_id, user_id=me(), now=now())
    if page is None:
        abort(404)
    return render_template("quality/thread.html", page=page)


@pages.post("/threads/<int:answer_id>/link")
@needs(Permission.LINK_FINDINGS)
def link(answer_id: int) -> Response:
    """Tie a voice to a finding."""
    finding_id = request.form.get("finding_id", type=int)
    if finding_id is None:
        flash(_("Pick a finding first. Nothing was changed."))
        return _thread(answer_id)
    relation = request.form.get("relation", "supports")
    if relation not in linking.RELATIONS:
        abort(400)
    made = linking.Link(answer_id, finding_id, relation, request.form.get("note", ""))
    try:
        linking.link_finding(made, user_id=me(), now=now())
    except linking.NotYours:
        abort(403)
    return _thread(answer_id)


@pages.post("/threads/<int:answer_id>/action")
@needs(Permission.START_ACTION)
def start_action(answer_id: int) -> Response:
    """Start an action from a voice."""
    words = request.form.get("words", "").strip()
    owner = request.form.get("owner_role", "").strip()
    if not words or not owner:
        flash(_("Say what will be done, and who owns it. Nothing was changed."))
        return _thread(answer_id)
    new = linking.NewAction(answer_id, words, owner, _day(request.form.get("due", "")))
    try:
        linking.start_action(new, user_id=me(), now=now())
    except linking.NotYours:
        abort(403)
    return _thread(answer_id)


@pages.post("/actions/<int:action_id>/done")
@needs(Permission.START_ACTION)
def finish_action(action_id: int) -> Response:
    """It was done; now it waits for the voice it rests on."""
    try:
        linking.finish_action(action_id, user_id=me(), now=now())
    except linking.NotYours:
        abort(403)
    return back(url_for("quality.threads"))


@pages.post("/threads/<int:answer_id>/tell")
@needs(Permission.TELL_BACK)
def tell_back(answer_id: int) -> Response:
    """Tell them what was done."""
    try:
        responding.tell_back(answer_id, request.form.get("words", ""), user_id=me(), now=now())
    except responding.CannotTell as why:
        flash(str(why))
    return _thread(answer_id)


@pages.get("/register")
@needs(Permission.SEE_REGISTER)
def register() -> str:
    """Every QA activity with its findings."""
    page = auditing.register_page(request.args.get("find", ""), now=now())
    return render_template("quality/register.html", page=page)


@pages.get("/many")
@needs(Permission.SEE_THREADS)
def many() -> str:
    """What many said: themes over time, and for one theme its words and quotes."""
    page = reading_many.page(request.args.get("theme", ""), user_id=me(), now=now())
    return render_template("quality/many.html", page=page)


@pages.get("/many/approved")
@needs(Permission.SEE_THREADS)
def approved() -> str:
    """The quotes that may be used outside."""
    return render_template("quality/approved.html", words=reading_many.approved_words())


@pages.post("/many/<int:answer_id>")
@needs(Permission.SEE_THREADS)
def approve(answer_id: int) -> Response:
    """Let a quote leave its case, or take that back."""
    try:
        if request.form.get("verdict") == "withdraw":
            reading_many.withdraw(answer_id, user_id=me(), now=now())
        else:
            reading_many.approve(answer_id, user_id=me(), now=now())
    except reading_many.NotYours:
        abort(403)
    return back(url_for("quality.many"))


def _thread(answer_id: int) -> Response:
    return redirect(url_for("quality.thread", answer_id=answer_id), code=303)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
