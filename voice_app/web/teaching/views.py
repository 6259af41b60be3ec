"""Checking what words are about, adding words to a theme, and how far readers agree."""

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
from voice_app.services import own_words
from voice_app.services import teaching
from voice_app.web.access import me
from voice_app.web.access import needs
from voice_app.web.now import now

pages = Blueprint("teaching", __name__, url_prefix="/teaching")


@pages.get("/")
@needs(Permission.CHECK_THEMES)
def next_one() -> str:
    """The text that should be checked next."""
    return render_template(
        "teaching/check.html", page=teaching.next_to_check(user_id=me(), now=now())
    )


@pages.post("/<int:answer_id>")
@needs(Permission.CHECK_THEMES)
def check(answer_id: int) -> Response:
    """Keep what this person says it is about."""
    try:
        said = request.form.getlist("theme")
        teaching.check(answer_id, said, user_id=me(), now=now())
    except teaching.NotYours:
        abort(403)
    except ValueError:
        abort(400)
    return redirect(url_for("teaching.next_one"), code=303)


@pages.get("/words")
@needs(Permission.EDIT_WORDS)
def words() -> str:
    """The words of this authority, and ours for one theme."""
    return render_template(
        "teaching/words.html", page=own_words.page(request.args.get("theme", ""))
    )


@pages.post("/words")
@needs(Permission.EDIT_WORDS)
def add_words() -> Response:
    """Add words to a theme, or set ours aside."""
    form = request.form
    new = own_words.NewWords(
        kind=form.get("kind", "added"),
        theme=form.get("theme", ""),
        phrase=form.get("phrase", ""),
        why=form.get("why", ""),
        must_match=form.get("must_match", ""),
        must_not_match=form.get("must_not_match", ""),
    )
    return _added(new, url_for("teaching.words", theme=new.theme))


@pages.post("/<int:answer_id>/words")
@needs(Permission.CHECK_THEMES)
def words_of_a_text(answer_id: int) -> Response:
    """These words, out of this text, mean this theme."""
    form = request.form
    try:
        from_answer = answer_id
    except ValueError:
        abort(404)
    new = own_words.NewWords(
        kind="added",
        theme=form.get("theme", ""),
        phrase=form.get("phrase", ""),
        why=form.get("why", "") or _("Said in a text that was checked."),
        from_answer=from_answer,
    )
    return _added(new, url_for("teaching.next_one"))


@pages.post("/words/<int:word_id>/withdraw")
@needs(Permission.EDIT_WORDS)
def withdraw(word_id: int) -> Response:
    """Take words back."""
    own_words.withdraw(word_id, user_id=me(), now=now())
    flash(_("Taken back. It stays in the list, crossed out."))
    return redirect(url_for("teaching.words"), code=303)


@pages.get("/agreement")
@needs(Permission.CHECK_THEMES)
def agreement() -> str:
    """How far people agree with each other, and with the machine."""
    return render_template("teaching/agreement.html", page=teaching.agreement())


def _added(new: own_words.NewWords, then: str) -> Response:
    try:
        own_words.add(new, user_id=me(), now=now())
    except own_words.CannotAdd as why:
        flash(_("%(why)s Nothing was changed.", why=str(why)))
    else:
        flash(_("Kept. It counts from the next text on."))
    return redirect(then, code=303)
