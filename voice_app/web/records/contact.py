"""What a child, or a grown-up near them, is called, and the number they are reached on."""

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
from voice_app.services import recording
from voice_app.web.access import needs
from voice_app.web.form import BaseForm
from voice_app.web.records.right_forms import NameForm
from voice_app.web.records.right_forms import NumberForm
from voice_app.web.records.writer import at_its_field
from voice_app.web.records.writer import writer

pages = Blueprint("contact", __name__)
Answer = str | Response | tuple[str, int]


@pages.route("/children/<int:person_id>/contact/<int:other_id>", methods=["GET", "POST"])
@needs(Permission.CHANGE_CONTACT)
def contact(person_id: int, other_id: int) -> Answer:
    """Call them by another name, or reach them on another number."""
    whom = recording.Whom(person_id, other_id)
    try:
        if request.method == "GET":
            return _page(whom)
        return _changed(whom, request.form.get("do", ""))
    except recording.NotYours:
        abort(403)


def _changed(whom: recording.Whom, do: str) -> Answer:
    if do == "end":
        recording.end_number(whom, writer())
        flash(_("Nobody is texted on the old number any more."))
        return _back(whom)
    if do == "number":
        return _number(whom)
    return _name(whom)


def _name(whom: recording.Whom) -> Answer:
    form = NameForm()
    called, surname = form.preferred_name.data or "", form.surname.data or ""
    if form.validate() and at_its_field(
        form, lambda: recording.change_name(whom, called, surname, writer())
    ):
        flash(_("They are called so from now on."))
        return _back(whom)
    return _page(whom, name=form), 422


def _number(whom: recording.Whom) -> Answer:
    form = NumberForm()
    if form.validate() and at_its_field(
        form, lambda: recording.change_number(whom, form.mobile.data or "", writer())
    ):
        flash(_("The new number is used from now on; the old one ended today."))
        return _back(whom)
    return _page(whom, number=form), 422


def _back(whom: recording.Whom) -> Response:
    to = url_for("contact.contact", person_id=whom.child_id, other_id=whom.other_id)
    return redirect(to, code=303)


def _page(whom: recording.Whom, **given: BaseForm) -> str:
    page = recording.contact_page(whom, writer())
    called = {"preferred_name": page.preferred_name, "surname": page.surname}
    return render_template(
        "records/contact.html",
        page=page,
        name=given.get("name") or NameForm(formdata=None, data=called),
        number=given.get("number") or NumberForm(formdata=None),
    )
