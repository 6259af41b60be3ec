"""One question a page, no script needed, each answer saved as it is given."""

from flask import Blueprint
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for
from werkzeug.wrappers import Response

from surveys.engine import Answered
from surveys.engine import Skipped
from surveys.questions import Question
from voice_app.pages.answering import ClosedLink
from voice_app.pages.answering import SurveyPage
from voice_app.policy import Permission
from voice_app.services import conversations
from voice_app.services.conversations import FromPage
from voice_app.web.access import needs
from voice_app.web.form import form_for
from voice_app.web.form import value_of
from voice_app.web.form import who_of
from voice_app.web.now import now

pages = Blueprint("answering", __name__)
CHOICES = {"start": conversations.agree_on_web, "no": conversations.decline_on_web}
CLOSED = {"unknown": 404, "expired": 410, "revoked": 410}
Shown = str | Response | tuple[str, int]


@pages.get("/s/<code>")
@needs(Permission.LINK)
def survey(code: str) -> Shown:
    """Where this person is: the welcome, a question, or the end."""
    return _show(conversations.open_survey(code, now=now()))


@pages.get("/s/<code>/q/<key>")
@needs(Permission.LINK)
def question(code: str, key: str) -> Shown:
    """A question they have left, to look at again or change."""
    return _show(conversations.look_back(code, key, now=now()))


@pages.post("/s/<code>")
@needs(Permission.LINK)
def answer(code: str) -> Shown:
    """Yes, no, Next or Skip was pressed."""
    if request.form.get("go") in CHOICES:
        closed = CHOICES[request.form["go"]](code, now=now())
        return _show(closed) if closed else _onward(code)
    asked = conversations.asked_on_web(code, request.form.get("question", ""), now=now())
    if isinstance(asked, ClosedLink):
        return _show(asked)
    if asked is None:
        return _onward(code)  # a page from another time: go where they are now
    given = _given(asked.question, asked.language, asked.band)
    page = conversations.answer_on_web(code, given, now=now())
    if isinstance(page, SurveyPage) and page.problem:
        return _show(page, status=422)
    return _show(page) if isinstance(page, ClosedLink) else _onward(code)


@pages.get("/s/<code>/who")
@needs(Permission.LINK)
def who(code: str) -> Shown:
    """Who sees the answers, and what must be passed on."""
    page = conversations.open_survey(code, now=now())
    if isinstance(page, ClosedLink):
        return _show(page)
    return render_template("answering/who.html", page=page)


@pages.get("/help-now")
@pages.get("/s/<code>/help")
@needs(Permission.ANYONE)
def help_now(code: str = "") -> str:
    """Where help is, now. It opens whatever became of the link."""
    page = conversations.open_survey(code, now=now()) if code else None
    known = page if isinstance(page, SurveyPage) else None
    return render_template("answering/help.html", page=known)


def _given(question: Question, language: str, band: str) -> FromPage:
    form = form_for(question, language, band)(request.form)
    if form.go.data == "skip":
        return FromPage(Skipped(question.key), who_of(form))
    return FromPage(Answered(question.key, value_of(form, question)), who_of(form))


def _onward(code: str) -> Response:
    return redirect(url_for("answering.survey", code=code), code=303)


def _show(page: SurveyPage | ClosedLink, status: int = 200) -> Shown:
    if isinstance(page, ClosedLink):
        return render_template("answering/closed.html", page=page), CLOSED[page.reason]
    if page.declined:
        return render_template("answering/declined.html", page=page)
    if page.finished or page.stopped:
        return render_template("answering/thanks.html", page=page)
    if not page.agreed:
        return render_template("answering/welcome.html", page=page)
    return render_template("answering/question.html", page=page), status
