"""The front page, signing in and out."""

from flask import Blueprint
from flask import redirect
from flask import render_template
from flask import request
from flask import session
from flask import url_for
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response
from wtforms import PasswordField
from wtforms import StringField
from wtforms.validators import InputRequired

from voice_app.policy import Permission
from voice_app.services import accounts
from voice_app.web.access import needs
from voice_app.web.access import signed_in
from voice_app.web.form import BaseForm
from voice_app.web.now import now
from voice_app.web.ways import safe

pages = Blueprint("accounts", __name__)
FIRST_PAGES = (
    (Permission.SEE_OWN_CHILDREN, "caseload.mine"),
    (Permission.SEE_WORRIES, "worries.queue"),
    (Permission.SEE_RECORD, "records.mine"),
    (Permission.SEE_THREADS, "quality.threads"),
    (Permission.SEE_USERS, "admin.users"),
    (Permission.TAKE_PART, "ideas.home"),
    (Permission.CHAT, "chats.listed"),
    (Permission.PUBLISH, "codesign.surveys"),
    (Permission.SEE_NOT_HEARD, "caseload.not_heard"),
    (Permission.SEE_SURVEYS, "codesign.surveys"),
)


class SignInForm(BaseForm):
    """Name and password."""

    sign_in = StringField(_("Sign-in name"), validators=[InputRequired(_("Write your name."))])
    password = PasswordField(_("Password"), validators=[InputRequired(_("Write your password."))])


@pages.get("/")
@needs(Permission.ANYONE)
def front() -> str | Response:
    """What this is; somebody at the desk goes on to their own first page."""
    person = signed_in()
    if person is None:
        return render_template("accounts/front.html")
    for need, endpoint in FIRST_PAGES:
        if need in person.permissions:
            return redirect(url_for(endpoint))
    return render_template("accounts/front.html")


@pages.route("/sign-in", methods=["GET", "POST"])
@needs(Permission.ANYONE)
def sign_in() -> str | Response | tuple[str, int]:
    """Sign in. What was wrong is not said: only that it did not fit."""
    form = SignInForm()
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return render_template("accounts/sign_in.html", form=form), status
    user_id = accounts.sign_in(form.sign_in.data or "", form.password.data or "", now=now())
    if user_id is None:
        form.password.errors = [_("The name and the password do not fit. Please try again.")]
        return render_template("accounts/sign_in.html", form=form), 422
    session.clear()
    session["user_id"] = user_id
    return redirect(safe(request.args.get("next", ""), url_for("accounts.front")), code=303)


@pages.post("/sign-out")
@needs(Permission.SIGNED_IN)
def sign_out() -> Response:
    """Sign out."""
    session.clear()
    return redirect(url_for("accounts.front"), code=303)
