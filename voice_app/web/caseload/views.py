"""The caseload, who has not been heard, and what somebody keeps for themselves."""

from flask import Blueprint
from flask import abort
from flask import current_app
from flask import flash
from flask import redirect
from flask import render_template
from flask import request
from flask import session
from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from voice_app.config import Settings
from voice_app.pages.caseload import NotHeardWish
from voice_app.pages.caseload import Wish
from voice_app.policy import Permission
from voice_app.services import caseload
from voice_app.web.access import me
from voice_app.web.access import needs
from voice_app.web.access import signed_in
from voice_app.web.caseload.forms import DigestForm
from voice_app.web.now import now

pages = Blueprint("caseload", __name__)

LISTS = {caseload.CASELOAD: "caseload.mine", caseload.NOT_HEARD: "caseload.not_heard"}


@pages.get("/children/")
@needs(Permission.SEE_OWN_CHILDREN)
def mine() -> str:
    """My children by next review. Their words are hidden until I turn them on."""
    if request.args.get("words") in ("show", "hide"):
        session["words"] = request.args["words"] == "show"
    wish = Wish(
        find=request.args.get("find", ""),
        show=request.args.get("show", ""),
        sort=request.args.get("sort", ""),
        number=request.args.get("page", 1, type=int),
        words=bool(session.get("words")),
    )
    page = caseload.mine(user_id=me(), wish=wish, now=now())
    return render_template("caseload/mine.html", page=page)


@pages.get("/children/not-heard")
@needs(Permission.SEE_NOT_HEARD)
def not_heard() -> str:
    """Who has not been heard, what was tried, and what they chose."""
    wish = NotHeardWish(
        days=request.args.get("days", None, type=int),
        show=request.args.get("show", ""),
        number=request.args.get("page", 1, type=int),
    )
    page = caseload.not_heard(user_id=me(), wish=wish, now=now())
    person = signed_in()
    may = person.permissions if person is not None else frozenset()
    return render_template(
        "caseload/not_heard.html",
        page=page,
        may_write=Permission.WORK_RECORD in may,
        may_change=Permission.CHANGE_CONTACT in may,
    )


@pages.post("/children/views/<page>")
@needs(Permission.SEE_NOT_HEARD)
def save_view(page: str) -> Response:
    """Keep the filters and the order of a list under a name."""
    if page not in LISTS:
        abort(404)
    name, kept = request.form.get("name", ""), dict(request.form.items())
    try:
        view = caseload.save(page, name, kept, user_id=me(), now=now())
    except caseload.ViewRefused as refused:
        flash(_why_not(refused.why))
        return redirect(url_for(LISTS[page]), code=303)
    flash(_("This view is kept."))
    return redirect(f"{url_for(LISTS[page])}?{view.query}", code=303)


@pages.post("/children/views/<int:view_id>/remove")
@needs(Permission.SEE_NOT_HEARD)
def remove_view(view_id: int) -> Response:
    """Forget a view of mine."""
    page = caseload.remove(view_id, user_id=me())
    if page not in LISTS:
        abort(404)
    flash(_("This view is gone. The list is not changed."))
    return redirect(url_for(LISTS[page]), code=303)


@pages.get("/my-desk")
@needs(Permission.SEE_NOT_HEARD)
def my_desk() -> str:
    """Whether I am sent a count by e-mail."""
    page = caseload.digest_page(user_id=me(), possible=_sends_mail())
    form = DigestForm(how_often=page.how_often, address=page.address)
    return render_template("caseload/my_desk.html", page=page, form=form)


@pages.post("/my-desk")
@needs(Permission.SEE_NOT_HEARD)
def set_digest() -> Response | tuple[str, int]:
    """Send me a count, or stop it."""
    form = DigestForm()
    try:
        if form.validate():
            address = form.address.data or ""
            caseload.set_digest(form.how_often.data or "", address, user_id=me())
            flash(_("It is set."))
            return redirect(url_for("caseload.my_desk"), code=303)
    except caseload.AddressRefused:
        form.address.errors = [_("This is no e-mail address we can write to. Nothing was changed.")]
    page = caseload.digest_page(user_id=me(), possible=_sends_mail())
    return render_template("caseload/my_desk.html", page=page, form=form), 422


def _sends_mail() -> bool:
    settings: Settings = current_app.extensions["voice.settings"]
    return bool(settings.smtp_host)


def _why_not(why: str) -> str:
    """Why a view was not kept, in words."""
    reasons = {
        "name": _("Give the view a short name. Nothing was kept."),
        "child": _("A child's name is in it. Choose another name; nothing was kept."),
        "many": _("You keep 20 views already. Remove one first; nothing was kept."),
    }
    return str(reasons[why])
