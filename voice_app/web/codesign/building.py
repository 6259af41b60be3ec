"""The builder: questions, answers, conditions and languages of a draft, without any code."""

from collections.abc import Mapping

from flask import Blueprint
from flask import abort
from flask import flash
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response

from surveys.building import Add
from surveys.building import Change
from surveys.building import Edit
from surveys.building import Move
from surveys.building import Remove
from voice_app.policy import Permission
from voice_app.services import codesigning
from voice_app.services import drafting
from voice_app.services.codesigning import CannotUse
from voice_app.services.drafting import CannotChange
from voice_app.services.drafting import ChangedMeanwhile
from voice_app.services.drafting import Seen
from voice_app.web.access import me
from voice_app.web.access import needs
from voice_app.web.now import now
from voice_app.words import ENGLISH_NAMES

pages = Blueprint("building", __name__, url_prefix="/surveys")
Shown = str | Response | tuple[str, int]
MOST_REPLIES = 40
AS_IT_WAS = "as_it_was"  # a condition that the form does not touch: it may be of several answers
MEANWHILE = lazy_gettext(
    "Somebody else changed it while you were here. Look at it as it is now. Nothing was changed."
)
FAULTS: Mapping[str, object] = {
    "place": lazy_gettext("That question is not there any more. Nothing was changed."),
    "scale": lazy_gettext("The steps of a scale go together. Nothing was changed."),
    "waited_for": lazy_gettext("Another question waits for an answer to it. Nothing was changed."),
    "document": lazy_gettext("It would not work: %(why)s. Nothing was changed."),
    "missing": lazy_gettext("Every line needs its words. Still without: %(why)s"),
}


@pages.get("/<int:version_id>/build")
@needs(Permission.SEE_IDEAS)
def build(version_id: int) -> str:
    """The draft, with a way to change each thing."""
    return render_template("council/build.html", **_built(version_id))


@pages.post("/<int:version_id>/build")
@needs(Permission.SEE_IDEAS)
def change(version_id: int) -> Shown:
    """Move or remove a question."""
    key, do = request.form.get("question", ""), request.form.get("do", "")
    wish: Change = Remove(key) if do == "remove" else Move(key, -1 if do == "up" else 1)
    return _change(version_id, wish)


@pages.get("/<int:version_id>/build/new")
@needs(Permission.SEE_IDEAS)
def new(version_id: int) -> str:
    """A new question, or one of the bank."""
    return render_template(
        "council/add.html", page=drafting.draft(version_id), bank=drafting.bank()
    )


@pages.post("/<int:version_id>/build/new")
@needs(Permission.SEE_IDEAS)
def add(version_id: int) -> Shown:
    """Put it at the end."""
    given = request.form.get
    if given("place"):
        try:
            return _change(version_id, drafting.from_bank(given("place", "")))
        except CannotChange as fault:
            return _again(version_id, fault)
    words = given("words", "").strip()
    if not words:
        flash(_("Write the question first. Nothing was changed."))
        return redirect(url_for("building.new", version_id=version_id), code=303)
    wish = Add(
        words, given("kind", "long_text"), _lines("choices"), heading=given("heading", "").strip()
    )
    return _change(version_id, wish)


@pages.get("/<int:version_id>/build/<key>")
@needs(Permission.SEE_IDEAS)
def question(version_id: int, key: str) -> str:
    """One question, with all that can be set."""
    page = drafting.draft(version_id)
    found = page.question(key)
    if found is None:
        abort(404)
    return render_template("council/question.html", page=page, question=found)


@pages.post("/<int:version_id>/build/<key>")
@needs(Permission.SEE_IDEAS)
def edit(version_id: int, key: str) -> Shown:
    """Set it."""
    given = request.form.get
    asked, _bar, value = given("only_if", AS_IT_WAS).partition("/")
    wish = Edit(
        key,
        given("words", "").strip(),
        hint=given("hint", "").strip(),
        choices=_lines("choices"),
        only_if=None if asked == AS_IT_WAS else asked,
        values=(value,) if value else (),
        faces=given("faces", ""),
        not_sure=given("not_sure") == "yes",
        repeats=given("repeats") == "yes",
        web_only=given("web_only") == "yes",
    )
    return _change(version_id, wish)


@pages.post("/<int:version_id>/ask")
@needs(Permission.SEE_IDEAS)
def ask(version_id: int) -> Shown:
    """Ask the group about it."""
    try:
        proposal = codesigning.put_to_group(version_id, user_id=me(), now=now())
    except CannotUse:
        flash(_("Only the newest draft can be signed off. Nothing was changed."))
        return _to(version_id)
    return redirect(url_for("ideas.idea", proposal_id=proposal), code=303)


@pages.get("/<int:version_id>/look")
@needs(Permission.SEE_SURVEYS)
def look(version_id: int) -> str:
    """As each age meets it."""
    band = request.args.get("band", "12-17")
    return render_template("council/look.html", page=drafting.as_read(version_id, band))


@pages.route("/<int:version_id>/try", methods=["GET", "POST"])
@needs(Permission.SEE_SURVEYS)
def rehearse(version_id: int) -> str:
    """Try it as a conversation. What was said stands on the page, and nowhere else."""
    said = tuple(request.form.getlist("said"))[:MOST_REPLIES]
    band = request.values.get("band", "12-17")
    return render_template(
        "council/try.html",
        version_id=version_id,
        played=drafting.rehearsed(version_id, band, said),
        said=said,
        band=band,
    )


@pages.get("/<int:version_id>/words/<language>")
@needs(Permission.SEE_IDEAS)
def words(version_id: int, language: str) -> str:
    """A language side by side with the English."""
    return _words(version_id, language)


@pages.post("/<int:version_id>/words/<language>")
@needs(Permission.SEE_IDEAS)
def translate(version_id: int, language: str) -> Shown:
    """Put the language in."""
    try:
        kept = drafting.translate(
            _seen(version_id), language, request.form, user_id=me(), now=now()
        )
    except ChangedMeanwhile:
        return _words(version_id, language, MEANWHILE), 422
    except CannotChange as fault:
        return _words(version_id, language, _why(fault)), 422
    flash(_("The language is in."))
    return _to(kept)


def _change(version_id: int, wish: Change) -> Shown:
    try:
        kept = drafting.change(_seen(version_id), wish, user_id=me(), now=now())
    except ChangedMeanwhile:
        return render_template("council/build.html", **_built(version_id, MEANWHILE)), 422
    except CannotChange as fault:
        return _again(version_id, fault)
    return _to(kept)


def _again(version_id: int, fault: CannotChange) -> tuple[str, int]:
    return render_template("council/build.html", **_built(version_id, _why(fault))), 422


def _built(version_id: int, fault: object = "") -> dict[str, object]:
    page = drafting.draft(version_id)
    waiting = {code: name for code, name in ENGLISH_NAMES.items() if code not in page.languages}
    return {"page": page, "fault": fault, "waiting": waiting}


def _words(version_id: int, language: str, fault: object = "") -> str:
    if language not in ENGLISH_NAMES:
        abort(404)
    page = drafting.to_translate(version_id, language)
    digest = drafting.draft(version_id).digest
    return render_template(
        "council/side_by_side.html",
        page=page,
        name=ENGLISH_NAMES[language],
        digest=digest,
        fault=fault,
        given=request.form,
    )


def _why(fault: CannotChange) -> str:
    return str(FAULTS[fault.why]) % {"why": "; ".join(fault.faults)}


def _seen(version_id: int) -> Seen:
    return Seen(version_id, request.form.get("digest", ""))


def _lines(name: str) -> tuple[str, ...]:
    lines = request.form.get(name, "").splitlines()
    return tuple(line.strip() for line in lines if line.strip())


def _to(version_id: int) -> Response:
    return redirect(url_for("building.build", version_id=version_id), code=303)
