"""What I said, who read it, what came of it; did it help, did it happen?"""

from typing import Any

from flask import Blueprint
from flask import current_app
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for
from werkzeug.wrappers import Response

from voice_app.pages.answering import ClosedLink
from voice_app.pages.chats import ASKS_FOR
from voice_app.pages.chats import ENOUGH
from voice_app.pages.chats import STARTS
from voice_app.pages.chats import TOPICS
from voice_app.policy import Permission
from voice_app.services import approving
from voice_app.services import chatting
from voice_app.services import conversations
from voice_app.services import disagreeing
from voice_app.services import promising
from voice_app.services import responding
from voice_app.services import speaking
from voice_app.web import knowing
from voice_app.web import tongues
from voice_app.web.access import needs
from voice_app.web.form import row_in
from voice_app.web.now import now

pages = Blueprint("my_voice", __name__)
Shown = str | Response | tuple[str, int]


@pages.get("/s/<code>/voice")
@needs(Permission.LINK)
@knowing.own_words
def page(code: str) -> Shown:
    """Everything they wrote, newest first."""
    shown = responding.my_voice(code, now=now())
    if isinstance(shown, ClosedLink):
        return _closed(shown)
    review = promising.my_review(code, now=now())
    fresh = chatting.new_answers(code, now=now())
    return render_template(
        "my_voice/page.html",
        page=shown,
        review=review,
        fresh=fresh,
        starts=STARTS,
        asks_for=ASKS_FOR,
    )


@pages.get("/s/<code>/write")
@needs(Permission.LINK)
def chat(code: str) -> Shown:
    """What they and we wrote to each other, and a box to write more."""
    return _chat(code, "", "", request.args.get("about", ""))


@pages.get("/s/<code>/write/news")
@needs(Permission.LINK)
def news(code: str) -> tuple[str, int]:
    """Whether there is something new since a page was made: only yes (200) or no (204)."""
    mark = chatting.my_mark(code, now=now(), hidden_before=knowing.glance(code))
    if isinstance(mark, ClosedLink):
        return "", 410
    return "", 204 if mark == request.args.get("mark") else 200


@pages.post("/s/<code>/write")
@needs(Permission.LINK)
def write(code: str) -> Shown:
    """A message of theirs."""
    words, topic = request.form.get("words", ""), request.form.get("topic", "")
    if topic in ENOUGH and not words.strip():
        words = _as_pressed(topic)
    if "language" in request.form:  # picked beside what they were writing
        speaking.choose(code, request.form["language"], now=now())
        tongues.look_again()
        return _chat(code, "", request.form.get("words", ""), topic)
    again = request.form.get("again") == "1"
    kept = conversations.write_on_web(code, words, topic, now=now(), again=again)
    if isinstance(kept, ClosedLink):
        return _closed(kept)
    if kept != "sent":
        return _chat(code, kept, words, topic)
    return redirect(url_for("my_voice.chat", code=code, sent=1, _anchor="end"), code=303)


@pages.post("/s/<code>/voice")
@needs(Permission.LINK)
@knowing.own_words
def helped(code: str) -> Response:
    """Their answer to "did it help?"."""
    response_id = row_in("response")
    if response_id is not None:
        value = request.form.get("helped", "")
        responding.helped_on_web(code, response_id, value, now=now())
    return redirect(url_for("my_voice.page", code=code), code=303)


@pages.post("/s/<code>/not-that")
@needs(Permission.LINK)
@knowing.own_words
def not_that(code: str) -> Response:
    """It is not what they meant: a theme comes off their words."""
    tag_id = row_in("tag")
    if tag_id is not None:
        disagreeing.not_what_i_meant(code, tag_id, now=now())
    said = request.form.get("said", type=int) or 1
    return redirect(url_for("my_voice.page", code=code, _anchor=f"said-{said}"), code=303)


@pages.post("/s/<code>/promise")
@needs(Permission.LINK)
@knowing.own_words
def happened(code: str) -> Response:
    """Their answer to "did it happen?"."""
    promise_id = row_in("promise")
    if promise_id is not None:
        value = request.form.get("happened", "")
        promising.happened_on_web(code, promise_id, value, now=now())
    return redirect(url_for("my_voice.page", code=code, _anchor="review"), code=303)


@pages.get("/s/<code>/brief")
@needs(Permission.LINK)
@knowing.own_words
def brief(code: str) -> Shown:
    """What will be passed on before the review: every part as it stands."""
    shown = approving.before_it_goes(code, now=now())
    if isinstance(shown, ClosedLink):
        return _closed(shown)
    return render_template("my_voice/before.html", page=shown)


@pages.post("/s/<code>/brief")
@needs(Permission.LINK)
@knowing.own_words
def answer_brief(code: str) -> Response:
    """It's right, or: leave it to you."""
    approving.answer(code, request.form.get("go", ""), now=now())
    return redirect(url_for("my_voice.brief", code=code, _anchor="end"), code=303)


@pages.get("/s/<code>/brief/<int(max=2147483647):answer_id>")
@needs(Permission.LINK)
@knowing.own_words
def part(code: str, answer_id: int) -> Shown:
    """One part, to decide about."""
    shown = approving.one_part(code, answer_id, now=now())
    if isinstance(shown, ClosedLink):
        return _closed(shown)
    if shown is None:
        return redirect(url_for("my_voice.brief", code=code), code=303)
    return render_template("my_voice/part.html", page=shown)


@pages.post("/s/<code>/brief/<int(max=2147483647):answer_id>")
@needs(Permission.LINK)
@knowing.own_words
def decide(code: str, answer_id: int) -> Shown:
    """What they decided about one part."""
    form = request.form
    words = form.get("words", "").replace("\x00", "")
    wish = approving.Wish(form.get("fate", ""), form.get("who", ""), words)
    again = approving.decide(code, answer_id, wish, now=now())
    if isinstance(again, ClosedLink):
        return _closed(again)
    if again is not None:
        return render_template("my_voice/part.html", page=again), 422
    return redirect(url_for("my_voice.brief", code=code, _anchor=f"part-{answer_id}"), code=303)


def _closed(page: ClosedLink) -> tuple[str, int]:
    """What they had just written is given back with it."""
    words = request.form.get("words", "")
    return render_template("answering/closed.html", page=page, words=words), 410


def _as_pressed(topic: str) -> str:
    """The words on the button, in the language they were shown in."""
    topics: Any = current_app.jinja_env.get_template("my_voice/topics.html").make_module()
    return str(topics.said_as(topic))


def _chat(code: str, problem: str, typed: str, about: str) -> Shown:
    """The page of messages; ``typed`` is what could not be taken, still in the box."""
    hidden = knowing.hidden_before(code)
    page = chatting.my_chat(code, now=now(), hidden_before=hidden)
    if isinstance(page, ClosedLink):
        return _closed(page)
    html = render_template(
        "my_voice/write.html",
        page=page,
        problem=problem,
        typed=typed,
        sent=request.args.get("sent") == "1",
        topics=TOPICS,
        about=about if about in TOPICS else "",
        enough=ENOUGH,
    )
    return (html, 422) if problem else html
