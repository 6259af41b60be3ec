"""One thing said with all that is laid beside it, and the list of one round's answers."""

from flask import abort
from flask import flash
from flask import render_template
from flask import request
from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from voice_app.policy import Permission
from voice_app.services import linking
from voice_app.services import reviewing
from voice_app.web.access import me
from voice_app.web.access import needs
from voice_app.web.now import now
from voice_app.web.reviewing.blueprint import pages
from voice_app.web.ways import back


@pages.get("/<int:person_id>/words/<int:answer_id>")
@needs(Permission.READ_WORDS)
def words(person_id: int, answer_id: int) -> str:
    """One answer: as written, who read it, what it means, what came of it."""
    try:
        page = reviewing.words_page(person_id, answer_id, user_id=me(), now=now())
    except reviewing.NotYours:
        abort(403)
    if page is None:
        abort(404)
    return render_template("reviewing/brief_words.html", page=page)


@pages.get("/<int:person_id>/brief/<int:review_id>/answers")
@needs(Permission.SEE_BRIEF)
def answers(person_id: int, review_id: int) -> str:
    """Every question of this round, and what became of it."""
    try:
        page = reviewing.round_answers(person_id, review_id, user_id=me(), now=now())
    except reviewing.NotYours:
        abort(403)
    if page is None:
        abort(404)
    return render_template("reviewing/brief_answers.html", page=page)


@pages.post("/<int:person_id>/words/<int:answer_id>/translation")
@needs(Permission.READ_WORDS)
def translate(person_id: int, answer_id: int) -> Response:
    """Lay a translation beside these words."""
    form = request.form
    new = reviewing.NewTranslation(form.get("words", ""), form.get("translated_by", ""))
    try:
        reviewing.translate(person_id, answer_id, new, user_id=me(), now=now())
        flash(_("The translation stands beside the words."))
    except reviewing.NotFilledIn as missing:
        flash(_("Nothing was kept. %(what)s", what=str(missing)))
    except reviewing.NotYours:
        abort(403)
    return back(url_for("reviewing.words", person_id=person_id, answer_id=answer_id))


@pages.post("/words/<int:answer_id>/use")
@needs(Permission.SEE_BRIEF)
def use(answer_id: int) -> Response:
    """What came of a view at the review."""
    form = request.form
    new = reviewing.NewUse(
        form.get("outcome", ""), form.get("plan_kind", ""), form.get("words", "")
    )
    review_id = form.get("review_id", type=int)
    try:
        reviewing.say_use(answer_id, review_id or 0, new, user_id=me(), now=now())
        flash(_("It is written down what came of this view."))
    except reviewing.NotFilledIn as missing:
        flash(_("Nothing was kept. %(what)s", what=str(missing)))
    except reviewing.NotYours:
        abort(403)
    return back(url_for("accounts.front"))


@pages.post("/words/<int:answer_id>/theme")
@needs(Permission.JUDGE_TAGS)
def add_theme(answer_id: int) -> Response:
    """Say what words are about."""
    try:
        linking.confirm_tags(answer_id, [request.form.get("theme", "")], user_id=me(), now=now())
        flash(_("The theme stands on these words, with your name."))
    except linking.NotYours:
        abort(403)
    except ValueError:
        abort(400)
    return back(url_for("accounts.front"))


@pages.post("/words/<int:answer_id>/pass-on")
@needs(Permission.SEE_BRIEF)
def pass_on(answer_id: int) -> Response:
    """Let quality assurance work with these words, without a name."""
    try:
        linking.pass_on(answer_id, user_id=me(), now=now())
    except linking.NotYours:
        abort(403)
    return back(url_for("caseload.mine"))
