"""The same survey as a chat: our questions, their answers, the newest at the foot. No script."""

from flask import Blueprint
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for
from werkzeug.wrappers import Response

from voice_app.pages.answering import ClosedLink
from voice_app.pages.answering import SurveyPage
from voice_app.policy import Permission
from voice_app.services import conversations
from voice_app.web import knowing
from voice_app.web.access import needs
from voice_app.web.answering.given import given
from voice_app.web.now import now

pages = Blueprint("talking", __name__)
Shown = str | Response | tuple[str, int]


@pages.get("/s/<code>/chat")
@needs(Permission.LINK)
def talk(code: str) -> Shown:
    """All that was asked and said, and the question now; ``change`` asks one of them again."""
    hidden, key = knowing.hidden_before(code), request.args.get("change", "")
    page = (
        conversations.look_back(code, key, now=now(), hidden_before=hidden)
        if key
        else conversations.open_survey(code, now=now(), hidden_before=hidden)
    )
    return show(page, code)


@pages.post("/s/<code>/chat")
@needs(Permission.LINK)
def say(code: str) -> Shown:
    """An answer, through the same door as every other."""
    asked = conversations.asked_on_web(code, request.form.get("question", ""), now=now())
    if isinstance(asked, ClosedLink):
        return _closed(code)
    if asked is None:
        return _onward(code)  # a page from another time: go where they are now
    page = conversations.answer_on_web(code, given(asked, code), now=now())
    if isinstance(page, ClosedLink):
        return _closed(code)
    again = page.problem or page.elsewhere
    return show(page, code, status=422) if again else _onward(code)


def show(page: SurveyPage | ClosedLink, code: str, status: int = 200) -> Shown:
    """The chat with this question at its foot; what is no question yet is shown where it stands."""
    over = conversations.look_over(code, now=now(), hidden_before=knowing.hidden_before(code))
    if isinstance(page, ClosedLink) or isinstance(over, ClosedLink):
        return _closed(code)
    if not page.agreed:
        return redirect(url_for("answering.survey", code=code), code=303)  # the welcome, or a no
    now_asked = page.question.key if page.question else ""
    said = [each for each in over.given if each.state != "not_asked" and each.key != now_asked]
    return render_template("answering/chat.html", page=page, over=over, said=said), status


def _onward(code: str) -> Response:
    return redirect(url_for("talking.talk", code=code, _anchor="now"), code=303)


def _closed(code: str) -> Response:
    """One question a page says so, and gives back what was sent and could not be kept."""
    return redirect(url_for("answering.survey", code=code), code=307)
