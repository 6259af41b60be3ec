"""The pages of an anonymous survey. No cookie is read or set, and no address is kept."""

from flask import redirect
from flask import render_template
from flask import request
from flask import url_for
from werkzeug.wrappers import Response

from surveys.questions import Question
from voice_app.pages.answering import ClosedLink
from voice_app.pages.without_name import Given
from voice_app.pages.without_name import NamelessForm
from voice_app.pages.without_name import NamelessPage
from voice_app.pages.without_name import NamelessSent
from voice_app.services import conversations
from voice_app.web import tongues
from voice_app.web.form import WHOLE_NUMBER
from voice_app.web.form import comment_of
from voice_app.web.form import form_for
from voice_app.web.form import value_of
from voice_app.web.now import now

CLOSED = {"unknown": 404, "expired": 410, "revoked": 410}
Shown = str | Response | tuple[str, int]
WRITTEN = ("-answer", "-comment")  # how the names of boxes end


def show(code: str) -> Shown | None:
    """All the questions; None where the link is to no anonymous survey."""
    page = conversations.open_nameless(code, language=tongues.page_language(), now=now())
    return None if page is None else _shown(page)


def send(code: str) -> Shown | None:
    """Keep what was sent, or show it again where something can't be taken."""
    page = conversations.send_nameless(code, _form(code), now=now())
    if page is None:
        return None
    if isinstance(page, NamelessSent) and not page.by_link:
        again = 1 if page.again else None
        there = url_for("answering.sent", code=code, language=page.language, again=again)
        return redirect(there, code=303)
    return _shown(page, status=422 if isinstance(page, NamelessPage) else 409)


def in_another_language(code: str) -> Shown | None:
    """The same page in the language they picked, with all they had typed and picked."""
    tongues.pick(request.form.get("language", ""))
    page = conversations.as_it_stood(code, _form(code), now=now())
    if isinstance(page, NamelessPage) and "sitting" not in request.form:  # from the page at the end
        return redirect(url_for("answering.survey", code=code, language=page.language), code=303)
    return None if page is None else _shown(page)


def sent(code: str) -> Shown | None:
    """The end. It may be opened again, and says nothing of what was said."""
    page = conversations.sent_page(code, language=tongues.page_language(), now=now())
    if page is None or isinstance(page, ClosedLink):
        return None if page is None else _shown(page)
    return render_template("answering/nameless_sent.html", page=page, again="again" in request.args)


def typed() -> str:
    """What stood in the boxes, to be given back where it was not kept."""
    given = [
        value
        for name in request.form
        if name in ("answer", "comment") or name.endswith(WRITTEN)
        for value in request.form.getlist(name)
    ]
    return "\n".join(each for each in given if each.strip())


def _shown(page: NamelessPage | NamelessSent | ClosedLink, status: int = 200) -> Shown:
    if isinstance(page, ClosedLink):
        shut = render_template("answering/closed.html", page=page, words=typed(), nameless=True)
        return shut, CLOSED[page.reason]
    if isinstance(page, NamelessSent):
        return render_template("answering/nameless_used.html", page=page, words=typed()), status
    return render_template("answering/nameless.html", page=page), status


def _form(code: str) -> NamelessForm:
    version = request.form.get("version", "")
    version_id = int(version) if WHOLE_NUMBER.fullmatch(version) else 0
    asked = conversations.asked_nameless(code, version_id, now=now())
    return NamelessForm(
        version_id=version_id,
        token=request.form.get("sitting", ""),
        language=tongues.page_language(),
        given={each.key: _given(each) for each in asked},
    )


def _given(question: Question) -> Given:
    form = form_for(question, "en", "")(request.form, prefix=f"{question.key}-")
    return Given(value_of(form, question), comment_of(form, question))
