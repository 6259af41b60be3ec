"""What I said, who read it, what came of it; did it help?"""

from flask import Blueprint
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for
from werkzeug.wrappers import Response

from voice_app.pages.answering import ClosedLink
from voice_app.policy import Permission
from voice_app.services import responding
from voice_app.web.access import needs
from voice_app.web.now import now

pages = Blueprint("my_voice", __name__)


@pages.get("/s/<code>/voice")
@needs(Permission.LINK)
def page(code: str) -> str | tuple[str, int]:
    """Everything they wrote, newest first."""
    shown = responding.my_voice(code, now=now())
    if isinstance(shown, ClosedLink):
        return render_template("answering/closed.html", page=shown), 410
    return render_template("my_voice/page.html", page=shown)


@pages.post("/s/<code>/voice")
@needs(Permission.LINK)
def helped(code: str) -> Response:
    """Their answer to "did it help?"."""
    response_id = request.form.get("response", type=int)
    if response_id is not None:
        value = request.form.get("helped", "")
        responding.helped_on_web(code, response_id, value, now=now())
    return redirect(url_for("my_voice.page", code=code), code=303)
