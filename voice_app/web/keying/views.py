"""Typing in what somebody wrote on paper, or says on the telephone."""

from flask import Blueprint
from flask import abort
from flask import flash
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from surveys.engine import Answered
from surveys.engine import Misread
from surveys.engine import Skipped
from surveys.questions import Kind
from surveys.questions import Question
from voice_app.pages import on_paper
from voice_app.pages.on_paper import KeyedIn
from voice_app.pages.on_paper import KeyingPage
from voice_app.policy import Permission
from voice_app.services import conversations
from voice_app.services.conversations import FromPage
from voice_app.web.access import me
from voice_app.web.access import needs
from voice_app.web.form import comment_of
from voice_app.web.form import form_for
from voice_app.web.form import value_of
from voice_app.web.form import who_of
from voice_app.web.now import now

pages = Blueprint("keying", __name__, url_prefix="/paper")
Shown = str | Response | tuple[str, int]


@pages.get("/find")
@needs(Permission.KEY_IN)
def find() -> Response:
    """From the number on a form to whoever it is."""
    invitation_id = on_paper.invitation_of(request.args.get("number", ""))
    if invitation_id is None:
        flash(_("There is a slip in that number. Look at the form again, and type it once more."))
        return redirect(url_for("printing.desk"))
    return redirect(url_for("keying.key", invitation_id=invitation_id))


@pages.get("/key/<int:invitation_id>")
@needs(Permission.KEY_IN)
def key(invitation_id: int) -> Shown:
    """The form to type in, or the script to read out."""
    page = _page(invitation_id)
    return page if isinstance(page, Response) else render_template("keying/key.html", page=page)


@pages.post("/key/<int:invitation_id>")
@needs(Permission.KEY_IN)
def take(invitation_id: int) -> Shown:
    """Keep what was typed: all of it, or nothing where something can't be taken."""
    page = _page(invitation_id)
    if isinstance(page, Response):
        return page
    keyed = conversations.key_in(invitation_id, _sheet(page), user_id=me(), now=now())
    if keyed.problems or keyed.mixed:
        shown = render_template("keying/key.html", page=page, keyed=keyed, typed=request.form)
        return shown, 422
    for line in _told(keyed):
        flash(line)
    return redirect(url_for("printing.person", person_id=page.person_id), code=303)


def _page(invitation_id: int) -> KeyingPage | Response:
    chosen = {name: request.values.get(name, "") for name in ("by", "band", "language")}
    way = conversations.Way(**chosen)
    try:
        return conversations.to_key_in(invitation_id, way, user_id=me(), now=now())
    except conversations.NotYours:
        abort(403)
    except conversations.LinkShut:
        flash(_("This survey was closed by hand. Ask them anew, and key the form in there."))
        return redirect(url_for("printing.desk"), code=303)


def _sheet(page: KeyingPage) -> conversations.Sheet:
    questions = [each.question for each in page.form.items]
    given = {q.key: _given(q, page) for q in questions if q.kind is not Kind.INFORMATION}
    return conversations.Sheet(
        by=page.by,
        band=page.form.band,
        given={key: each for key, each in given.items() if each is not None},
        over=frozenset(request.form.getlist("over")),
        helped_by=request.form.get("helped", ""),
        observed=request.form.get("notes") == "yes",
        rest_later=request.form.get("rest") == "later",
    )


def _given(question: Question, page: KeyingPage) -> FromPage | None:
    """What was typed for one question; None where it was left empty."""
    form = form_for(question, page.form.language, page.form.band)(request.form, prefix=question.key)
    value, beside, who = value_of(form, question), comment_of(form, question), who_of(form)
    empty = value == () or (isinstance(value, str) and not value.strip())
    if not empty:
        return FromPage(Answered(question.key, value, beside), who)
    if beside:
        return FromPage(Misread(question.key, beside), who)
    if form.go.data == "unclear":
        return FromPage(Skipped(question.key, unclear=True), who)
    return None


def _told(keyed: KeyedIn) -> list[str]:
    """What became of the form, in lines for whoever typed it."""
    lines = [
        ngettext("%(num)s answer is saved.", "%(num)s answers are saved.", keyed.saved)
        + " "
        + ngettext(
            "%(num)s question was left empty.", "%(num)s questions were left empty.", keyed.empty
        )
    ]
    if keyed.kept:
        lines.append(
            ngettext(
                "%(num)s answer was there already and stands as it was.",
                "%(num)s answers were there already and stand as they were.",
                keyed.kept,
            )
        )
    if keyed.apart:
        lines.append(
            ngettext(
                "%(num)s answer was to a question not meant for them. A person reads it.",
                "%(num)s answers were to questions not meant for them. A person reads them.",
                keyed.apart,
            )
        )
    if keyed.worry:
        lines.append(
            _("An answer asks for help. The duty desk sees it now. Ring them too, and do not wait.")
        )
    return lines
