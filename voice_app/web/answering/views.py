"""One question a page, no script needed, each answer saved as it is given."""

from dataclasses import replace
from io import BytesIO

from flask import Blueprint
from flask import abort
from flask import current_app
from flask import redirect
from flask import render_template
from flask import request
from flask import send_file
from flask import url_for
from werkzeug.wrappers import Response

from surveys.questions import FREE_TEXT
from surveys.questions import Question
from voice_app.pages.answering import ClosedLink
from voice_app.pages.answering import SurveyPage
from voice_app.pages.answering import TakenBack
from voice_app.pages.answering import ToTakeBack
from voice_app.policy import Permission
from voice_app.services import conversations
from voice_app.services import speaking
from voice_app.services import voicing
from voice_app.web import knowing
from voice_app.web import tongues
from voice_app.web.access import needs
from voice_app.web.answering import nameless
from voice_app.web.answering import talking
from voice_app.web.answering.given import given
from voice_app.web.answering.nameless import CLOSED
from voice_app.web.answering.nameless import Shown
from voice_app.web.form import comment_of
from voice_app.web.form import form_for
from voice_app.web.form import value_of
from voice_app.web.form import who_of
from voice_app.web.headers import may_keep
from voice_app.web.now import now
from voice_app.web.scripts import allow_scripts
from voice_app.web.ways import back

pages = Blueprint("answering", __name__)
CHOICES = {"start": conversations.agree_on_web, "no": conversations.decline_on_web}
AN_HOUR = 3_600  # seconds: to hear a question again costs no more data


@pages.get("/s/<code>")
@needs(Permission.LINK)
def survey(code: str) -> Shown:
    """Where this person is: the welcome, a question, or the end; or all of an anonymous survey."""
    if all_of_it := nameless.show(code):
        return all_of_it
    hidden = knowing.hidden_before(code)
    return _show(conversations.open_survey(code, now=now(), hidden_before=hidden))


@pages.get("/s/<code>/q/<key>")
@needs(Permission.LINK)
def question(code: str, key: str) -> Shown:
    """A question they have left, to look at again or change."""
    hidden = knowing.hidden_before(code)
    return _show(conversations.look_back(code, key, now=now(), hidden_before=hidden))


@pages.post("/s/<code>")
@needs(Permission.LINK)
def answer(code: str) -> Shown:
    """Yes, no, Next or Skip was pressed; or an anonymous survey is sent."""
    if sent := nameless.send(code):
        return sent
    if request.form.get("go") in CHOICES:
        closed = CHOICES[request.form["go"]](code, now=now())
        return _show(closed) if closed else _onward(code)
    asked = conversations.asked_on_web(code, request.form.get("question", ""), now=now())
    if isinstance(asked, ClosedLink):
        return _show(asked)
    if asked is None:
        return _onward(code)  # a page from another time: go where they are now
    return _after(conversations.answer_on_web(code, given(asked, code), now=now()))


@pages.get("/s/<code>/sound/<int(max=2147483647):sound_id>")
@needs(Permission.LINK)
def sound(code: str, sound_id: int) -> Response:
    """A question or a choice, as somebody at the council read it out."""
    heard = voicing.heard_by_link(code, sound_id, now=now())
    if heard is None:
        abort(404)
    may_keep(AN_HOUR)
    return send_file(BytesIO(heard.sound), heard.kind, conditional=True, etag=heard.digest)


@pages.get("/s/<code>/sent")
@needs(Permission.LINK)
def sent(code: str) -> Shown:
    """An anonymous survey is sent; or was there already, and counts once."""
    return nameless.sent(code) or _onward(code)


@pages.post("/s/<code>/way")
@needs(Permission.LINK)
def way(code: str) -> Shown:
    """See it another way: for younger, or for older."""
    closed = conversations.see_another_way(code, request.form.get("band", ""), now=now())
    if closed:
        return _show(closed)
    return _show(_the_same_page(code)) if "question" in request.form else _onward(code)


@pages.get("/s/<code>/check")
@needs(Permission.LINK)
def check(code: str) -> Shown:
    """All their answers, to look at and change before they finish, or whenever they like."""
    return _overview(code, "answering/check.html")


@pages.get("/s/<code>/copy")
@needs(Permission.LINK)
def copy(code: str) -> Shown:
    """All they said, to print or save. No file is made and none is kept."""
    return _overview(code, "answering/copy.html")


@pages.get("/s/<code>/back/<int(max=2147483647):answer_id>")
@needs(Permission.LINK)
def to_take_back(code: str, answer_id: int) -> Shown:
    """What taking an answer back does, and the button."""
    page = conversations.to_take_back(code, answer_id, now=now())
    if isinstance(page, ClosedLink):
        return _show(page)
    if page is None:
        return redirect(url_for("answering.taken_back", code=code, was=TakenBack.NOT_THERE))
    if knowing.is_covered(code, page.said_at):
        return knowing.to_the_sign(code)
    return render_template("answering/take_back.html", page=page)


@pages.post("/s/<code>/back/<int(max=2147483647):answer_id>")
@needs(Permission.LINK)
def take_back(code: str, answer_id: int) -> Shown:
    """Take one answer back."""
    page = conversations.to_take_back(code, answer_id, now=now())
    if isinstance(page, ToTakeBack) and knowing.is_covered(code, page.said_at):
        return knowing.to_the_sign(code)
    was = conversations.take_back(code, answer_id, now=now())
    if isinstance(was, ClosedLink):
        return _show(was)
    return redirect(url_for("answering.taken_back", code=code, was=was), code=303)


@pages.get("/s/<code>/back")
@needs(Permission.LINK)
def taken_back(code: str) -> Shown:
    """What became of it."""
    page = conversations.open_survey(code, now=now())
    if isinstance(page, ClosedLink):
        return _show(page)
    was = request.args.get("was", "")
    known = was if was in set(TakenBack) else TakenBack.NOT_THERE
    return render_template("answering/taken_back.html", page=page, was=known)


@pages.get("/s/<code>/helped")
@needs(Permission.LINK)
def helped(code: str) -> Shown:
    """Who helped; asked once at the end, and to be changed from any question."""
    page = conversations.helped_page(code, now=now())
    if isinstance(page, ClosedLink):
        return _show(page)
    return render_template("answering/helped.html", page=page)


@pages.post("/s/<code>/helped")
@needs(Permission.LINK)
def say_who_helped(code: str) -> Shown:
    """Who helped, and whether these are notes of what somebody saw."""
    who, notes = request.form.get("who", ""), request.form.get("notes") == "yes"
    closed = conversations.say_who_helped(code, who, notes=notes, now=now())
    return _show(closed) if closed else _onward(code)


@pages.get("/s/<code>/later")
@needs(Permission.LINK)
def later(code: str) -> Shown:
    """How to go on later, or on another device."""
    page = conversations.handed_over(code, now=now())
    if isinstance(page, ClosedLink):
        return _show(page)
    return render_template("answering/later.html", page=page)


@pages.post("/s/<code>/later")
@needs(Permission.LINK)
def hand_over(code: str) -> Shown:
    """A code for another device."""
    page = conversations.hand_over(code, now=now())
    if isinstance(page, ClosedLink):
        return _show(page)
    return redirect(url_for("answering.later", code=code, _anchor="code"), code=303)


@pages.get("/go")
@needs(Permission.ANYONE)
def go() -> str:
    """Where a code from another device is typed."""
    return render_template("answering/go.html", page=None, unknown=False)


@pages.post("/go")
@needs(Permission.ANYONE)
def take_over() -> Shown:
    """Go on here; the code is used up."""
    code = conversations.take_over(request.form.get("code", ""), now=now())
    if code:
        return _onward(code)
    return render_template("answering/go.html", page=None, unknown=True), 404


@pages.post("/s/<code>/language")
@needs(Permission.LINK)
def language(code: str) -> Shown:
    """Go on in another language. What stood on a question's page unsent stands there still."""
    if page_of_all := nameless.in_another_language(code):
        return page_of_all
    closed = speaking.choose(code, request.form.get("language", ""), now=now())
    tongues.look_again()
    if closed:
        return _show(closed)
    if "question" not in request.form:
        return back(url_for("answering.survey", code=code))
    page = _the_same_page(code)
    return talking.show(page, code) if request.form.get("as") == "chat" else _show(page)


@pages.get("/s/<code>/who")
@needs(Permission.LINK)
def who(code: str) -> Shown:
    """Who sees the answers, and what must be passed on."""
    page = conversations.open_survey(code, now=now())
    if isinstance(page, ClosedLink):
        return _show(page)
    return render_template("answering/who.html", page=page)


@pages.get("/s/offline")
@needs(Permission.ANYONE)
def offline() -> str:
    """The one page that the service worker keeps: nobody's words are on it."""
    return render_template("answering/offline.html", page=None)


@pages.get("/s/worker.js")
@needs(Permission.ANYONE)
def worker() -> Response:
    """The service worker, here and not among the files so that it sees to pages under /s/ only."""
    allow_scripts()
    return current_app.send_static_file("worker.js")


@pages.get("/help-now")
@pages.get("/s/<code>/help")
@needs(Permission.ANYONE)
def help_now(code: str = "") -> str:
    """Where help is, now. It opens whatever became of the link."""
    page = conversations.open_survey(code, now=now()) if code else None
    known = page if isinstance(page, SurveyPage) else None
    return render_template("answering/help.html", page=known)


def _the_same_page(code: str) -> SurveyPage | ClosedLink:
    """The question they were at, with what stood there unsent."""
    hidden, key = knowing.hidden_before(code), request.form["question"]
    page = conversations.open_survey(code, now=now(), hidden_before=hidden)
    if isinstance(page, SurveyPage) and (page.question is None or page.question.key != key):
        page = conversations.look_back(code, key, now=now(), hidden_before=hidden)
    if isinstance(page, SurveyPage) and page.question:
        return _as_it_stood(page, page.question)
    return page


def _as_it_stood(page: SurveyPage, question: Question) -> SurveyPage:
    """A question's page with what was typed and picked on it."""
    form = form_for(question, page.language, page.band)(request.form)
    value = value_of(form, question)
    typed = value if isinstance(value, str) and question.kind in FREE_TEXT else ""
    beside = comment_of(form, question)
    return replace(page, value=value or None, typed=typed, comment=beside, who_sees=who_of(form))


def _after(page: SurveyPage | ClosedLink) -> Shown:
    """To the next question; after the last one to all of them, before they finish."""
    if isinstance(page, ClosedLink):
        return _show(page)
    if page.problem or page.elsewhere:
        return _show(page, status=422)
    if page.finished:
        return redirect(url_for("answering.check", code=page.code), code=303)
    return _onward(page.code)


def _onward(code: str) -> Response:
    return redirect(url_for("answering.survey", code=code), code=303)


def _overview(code: str, template: str) -> Shown:
    hidden = knowing.hidden_before(code)
    page = conversations.look_over(code, now=now(), hidden_before=hidden)
    return _show(page) if isinstance(page, ClosedLink) else render_template(template, page=page)


def _show(page: SurveyPage | ClosedLink, status: int = 200) -> Shown:
    if isinstance(page, ClosedLink):
        words = nameless.typed()
        return render_template("answering/closed.html", page=page, words=words), CLOSED[page.reason]
    if page.declined:
        return render_template("answering/declined.html", page=page)
    if page.finished or page.stopped:
        return render_template("answering/thanks.html", page=page)
    if not page.agreed:
        return render_template("answering/welcome.html", page=page)
    return render_template("answering/question.html", page=page), status
