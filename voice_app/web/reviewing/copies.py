"""Copies of the brief as they were issued: on screen, as a page to print, as a PDF."""

from flask import Response
from flask import abort
from flask import flash
from flask import redirect
from flask import render_template
from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from voice_app.pages.brief import IssuedBrief
from voice_app.pages.paper import unmeasured
from voice_app.policy import Permission
from voice_app.services import reviewing
from voice_app.web.access import me
from voice_app.web.access import needs
from voice_app.web.now import now
from voice_app.web.reviewing.blueprint import pages

COPY = "/<int:person_id>/brief/<int:review_id>/issued/<int:number>"


@pages.post("/<int:person_id>/brief/<int:review_id>/issue")
@needs(Permission.SEE_BRIEF)
def issue(person_id: int, review_id: int) -> AnyResponse:
    """Issue it now."""
    try:
        number = reviewing.issue_by_hand(person_id, review_id, user_id=me(), now=now())
    except reviewing.NotYours:
        abort(403)
    if number is None:
        abort(404)
    flash(_("Copy %(number)s is issued. It will never change.", number=number))
    onward = url_for("reviewing.issued", person_id=person_id, review_id=review_id, number=number)
    return redirect(onward, code=303)


@pages.get(COPY)
@needs(Permission.SEE_BRIEF)
def issued(person_id: int, review_id: int, number: int) -> str:
    """One copy, exactly as it was issued."""
    return render_template("reviewing/brief_issued.html", page=_copy(person_id, review_id, number))


@pages.get(f"{COPY}/print")
@needs(Permission.SEE_BRIEF)
def issued_print(person_id: int, review_id: int, number: int) -> str:
    """The same on paper, for a browser that prints."""
    page = _copy(person_id, review_id, number)
    return render_template(
        "reviewing/brief_paper.html",
        paper=unmeasured(page.brief),
        author="",
        sheet=url_for("static", filename="paper.css"),
    )


@pages.get(f"{COPY}.pdf")
@needs(Permission.SEE_BRIEF)
def issued_pdf(person_id: int, review_id: int, number: int) -> Response:
    """The PDF of one copy. Its file name says nothing about the child."""
    try:
        made = reviewing.pdf(person_id, review_id, number, user_id=me(), now=now())
    except reviewing.NotYours:
        abort(403)
    if made is None:
        abort(404)
    name = f"brief-{review_id}-{number}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(made, mimetype="application/pdf", headers=headers)


def _copy(person_id: int, review_id: int, number: int) -> IssuedBrief:
    try:
        page = reviewing.issued(person_id, review_id, number, user_id=me(), now=now())
    except reviewing.NotYours:
        abort(403)
    if page is None:
        abort(404)
    return page
