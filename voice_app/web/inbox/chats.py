"""The two-way inbox: the list of chats, one thread, the reply before it goes, ready replies."""

from collections.abc import Callable
from collections.abc import Mapping

from flask import Blueprint
from flask import flash
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from voice_app.pages.chats import LIFTED
from voice_app.pages.chats import TOPICS
from voice_app.pages.chats import Reached
from voice_app.pages.chats import Shown
from voice_app.policy import Desk
from voice_app.policy import Permission
from voice_app.services import chatting
from voice_app.web.access import me
from voice_app.web.access import needs
from voice_app.web.errors import nothing_there
from voice_app.web.now import now

pages = Blueprint("chats", __name__, url_prefix="/chats")
pages.register_error_handler(chatting.NotYours, nothing_there)


@pages.get("/")
@needs(Permission.CHAT)
def listed() -> str:
    """All chats one may see, the overdue first."""
    ask = request.args
    shown = Shown(
        queue=ask.get("queue", "") if ask.get("queue") in set(Desk) else "",
        topic=ask.get("topic", "") if ask.get("topic") in TOPICS else "",
        whose=ask.get("whose", "") if ask.get("whose") in ("mine", "nobody") else "",
        closed=ask.get("closed") == "1",
    )
    page = chatting.chats(shown, user_id=me(), now=now())
    return render_template("inbox/chats.html", page=page, topics=TOPICS, desks=tuple(Desk))


@pages.get("/<int:chat_id>")
@needs(Permission.CHAT)
def chat(chat_id: int) -> str:
    """One thread, with a box to write back."""
    return _thread(chat_id, None)


@pages.get("/<int:chat_id>/news")
@needs(Permission.CHAT)
def news(chat_id: int) -> tuple[str, int]:
    """Whether there is something new since a page was made: only yes (200) or no (204)."""
    mark = chatting.mark(chat_id, user_id=me(), now=now())
    return "", 204 if mark == request.args.get("mark") else 200


@pages.post("/<int:chat_id>/look-over")
@needs(Permission.CHAT)
def look_over(chat_id: int) -> str:
    """A reply as it will be read, with what it costs; nothing goes yet."""
    return _thread(chat_id, _with_ready(request.form.get("words", "")))


@pages.post("/<int:chat_id>/reply")
@needs(Permission.CHAT)
def reply(chat_id: int) -> Response | tuple[str, int]:
    """Send it."""
    words, sure = request.form.get("words", ""), request.form.get("sure") == "yes"
    try:
        reply_id = chatting.reply(chat_id, words, user_id=me(), now=now(), sure=sure)
    except chatting.CannotReply:
        return _thread(chat_id, words), 422
    flash(_came(chatting.reached(reply_id, now=now())))
    return redirect(url_for("chats.chat", chat_id=chat_id, _anchor="end"), code=303)


@pages.post("/<int:chat_id>/do")
@needs(Permission.CHAT)
def do(chat_id: int) -> Response:
    """Take it on, hand it back, move it, say what it is about, close it."""
    deed = DEEDS.get(request.form.get("do", ""))
    if deed is None:
        flash(_("Pick what to do first. Nothing was changed."))
    else:
        try:
            deed(chat_id)
        except chatting.AlreadyTaken:
            flash(_("A colleague has this one on. Nothing was changed."))
        except ValueError:
            flash(_("Pick one from the list first. Nothing was changed."))
    return _back(chat_id)


@pages.post("/from/<int:answer_id>")
@needs(Permission.CHAT)
def open_from(answer_id: int) -> Response:
    """Answer words that were said in a survey."""
    return _back(chatting.open_from(answer_id, user_id=me(), now=now()))


@pages.get("/ready")
@needs(Permission.CHAT)
def ready() -> str:
    """The replies kept ready."""
    return _ready_page("")


@pages.post("/ready")
@needs(Permission.CHAT)
def add_ready() -> Response | tuple[str, int]:
    """Keep one more."""
    form = request.form
    title, words, topic = form.get("title", ""), form.get("words", ""), form.get("topic", "")
    try:
        chatting.add_ready(title, words, topic, user_id=me(), now=now())
    except ValueError:
        fault = _("Write a short title and the words, 600 letters at most. Nothing was kept.")
        return _ready_page(fault), 422
    flash(_("It is kept."))
    return redirect(url_for("chats.ready"), code=303)


@pages.post("/ready/<int:ready_id>")
@needs(Permission.CHAT)
def retire_ready(ready_id: int) -> Response:
    """Offer it no longer."""
    chatting.retire_ready(ready_id, user_id=me(), now=now())
    return redirect(url_for("chats.ready"), code=303)


def _came(reached: Reached) -> str:
    """What became of a reply, and what is left to do."""
    said = {
        (True, "shown"): _("It is sent. They can see it on their page too."),
        (True, "hidden"): _("It is sent by text. They have no page where they can see it."),
        (True, "none"): _("It is sent by text. They have no page where they can see it."),
        (False, "shown"): _("It is on their page. No text goes."),
        (False, "hidden"): _(
            "It is kept, but they cannot see it yet: others share their phone, so no text goes and "
            "their page does not show it. Give them a link of their own, or tell them yourself."
        ),
        (False, "none"): _(
            "It is kept, but they cannot see it yet: no text goes, and they have no link that "
            "opens. Give them a new one, or tell them yourself."
        ),
    }
    return str(said[reached.by_text, reached.their_page])


def _thread(chat_id: int, words: str | None) -> str:
    page = chatting.thread(chat_id, user_id=me(), now=now(), words=words)
    looked = words is not None
    return render_template(
        "inbox/chat.html", page=page, looked=looked, topics=TOPICS, desks=tuple(Desk), lifted=LIFTED
    )


def _ready_page(fault: str) -> str:
    page = chatting.all_ready()
    return render_template("inbox/ready.html", page=page, topics=TOPICS, fault=fault)


def _with_ready(words: str) -> str:
    """The box with the ready reply behind what was written, where one was picked."""
    picked = request.form.get("ready", type=int)
    found = next((each.words for each in chatting.all_ready() if each.ready_id == picked), "")
    return "\n".join(part for part in (words.strip(), found) if part)


def _back(chat_id: int) -> Response:
    """To the thread, or to the list where one may not see it any more."""
    if chatting.sees(chat_id, user_id=me(), now=now()):
        return redirect(url_for("chats.chat", chat_id=chat_id), code=303)
    flash(_("It went to colleagues, since it may be about you."))
    return redirect(url_for("chats.listed"), code=303)


def _kept_id() -> int:
    return request.form.get("user", 0, type=int)


DEEDS: Mapping[str, Callable[[int], None]] = {
    "take": lambda chat_id: chatting.take(chat_id, user_id=me(), now=now()),
    "hand_back": lambda chat_id: chatting.hand_back(chat_id, user_id=me(), now=now()),
    "read": lambda chat_id: chatting.mark_read(chat_id, user_id=me(), now=now()),
    "close": lambda chat_id: chatting.close(chat_id, user_id=me(), now=now()),
    "move": lambda chat_id: chatting.move(
        chat_id, request.form.get("queue", ""), user_id=me(), now=now()
    ),
    "topic": lambda chat_id: chatting.set_topic(
        chat_id, request.form.get("topic", ""), user_id=me(), now=now()
    ),
    "lift": lambda chat_id: chatting.lift(
        chat_id, _kept_id(), request.form.get("why", ""), user_id=me(), now=now()
    ),
    "keep": lambda chat_id: chatting.keep_from(chat_id, _kept_id(), user_id=me(), now=now()),
}
