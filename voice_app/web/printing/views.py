"""Letters, posters and paper forms, to print from the browser; and asking somebody on paper."""

from urllib.parse import urlsplit

from flask import Blueprint
from flask import abort
from flask import current_app
from flask import flash
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from messaging.phone import PhoneProblem
from messaging.phone import normalise
from voice_app.config import Settings
from voice_app.pages.answering import ClosedLink
from voice_app.pages.on_paper import PaperForm
from voice_app.policy import Permission
from voice_app.services import inviting
from voice_app.services import open_links
from voice_app.services import printing
from voice_app.web import qr
from voice_app.web import tongues
from voice_app.web.access import me
from voice_app.web.access import needs
from voice_app.web.access import signed_in
from voice_app.web.now import now
from voice_app.web.shown import dated

pages = Blueprint("printing", __name__, url_prefix="/paper")
HELLO = "HELLO"
SHORTEST, LONGEST = 3, 6  # digits of a short number that only takes texts
Shown = str | Response | tuple[str, int]


@pages.get("/")
@needs(Permission.KEY_IN)
def desk() -> str:
    """What can be printed, and where a number from a filled-in form is typed."""
    return render_template("printing/desk.html", page=printing.desk())


@pages.get("/person/<int:person_id>")
@needs(Permission.KEY_IN)
def person(person_id: int) -> str:
    """One person's surveys: to print, to key in, to begin."""
    try:
        page = printing.of_person(person_id, user_id=me(), now=now())
    except printing.NotYours:
        abort(403)
    return render_template(
        "printing/person.html",
        page=page,
        may_write=_may_write_letters(),
        moments=inviting.moments_of(person_id, now=now()),
    )


@pages.post("/person/<int:person_id>")
@needs(Permission.KEY_IN)
def ask(person_id: int) -> Response:
    """Ask somebody by text, on paper or by telephone, within what they may be asked."""
    try:
        printing.check_theirs(person_id, user_id=me(), now=now())
    except printing.NotYours:
        abort(403)
    reason = "asked_for" if request.form.get("wish") == "yes" else "by_hand"
    survey = request.form.get("survey", "")
    by = request.form.get("by", "")
    channel = "text" if by == "text" else "web"
    asked = inviting.invite(inviting.Ask(person_id, survey, channel, reason), now=now())
    if isinstance(asked, inviting.NotAsked):
        flash(_("Nobody was asked. %(why)s", why=_why(asked.reason)))
    elif by == "text":
        flash(_("They are being asked. The text goes when quiet hours allow."))
    elif by == "call":
        return redirect(url_for("keying.key", invitation_id=asked.invitation_id, by="call"), 303)
    else:
        flash(_("The survey is ready. Print the letter or the form."))
    return redirect(url_for("printing.person", person_id=person_id), code=303)


@pages.post("/letter/<int:invitation_id>")
@needs(Permission.WRITE_LETTERS)
def letter(invitation_id: int) -> Shown:
    """A letter to one person, with their link."""
    try:
        page = printing.letter(invitation_id, user_id=me(), now=now())
    except printing.NotYours:
        abort(403)
    if isinstance(page, ClosedLink):
        flash(_("This link no longer opens, so no letter was made. Ask them anew."))
        return redirect(url_for("printing.desk"), code=303)
    notes = (
        _("Print this page on A4 with your browser (Ctrl+P or ⌘P). This box is not printed."),
        _(
            "Put it in a plain envelope and seal it. On the outside: the name and the address, and"
            " nothing about care, the team or the council."
        ),
        _("Whoever holds the letter can open the survey. Print one, leave none at the printer."),
    )
    link = _settings().public_url + url_for("answering.survey", code=page.code)
    return _printed(
        "printing/letter.html", page.language, notes, page=page, qr=qr.drawn(link), address=_go()
    )


@pages.get("/form")
@needs(Permission.KEY_IN)
def blank() -> str:
    """A form that is nobody's, to read before it is printed for somebody."""
    asked = request.args
    page = printing.blank(asked.get("survey", ""), asked.get("band", ""), asked.get("language", ""))
    if page is None:
        abort(404)
    return _form(
        page, _("Nothing on this form says whose it is. Nobody can be told what came of it.")
    )


@pages.get("/form/<int:invitation_id>")
@needs(Permission.KEY_IN)
def form(invitation_id: int) -> str:
    """A form for one person."""
    band, language = request.args.get("band", ""), request.args.get("language", "")
    try:
        page = printing.personal(invitation_id, band, language, user_id=me(), now=now())
    except printing.NotYours:
        abort(403)
    return _form(
        page,
        _(
            "Its number, %(number)s, tells you whose it is when it comes back. It opens nothing.",
            number=page.reference,
        ),
    )


@pages.get("/poster")
@needs(Permission.KEY_IN)
def poster() -> Shown:
    """For "text us any time", on a wall where anybody may see it."""
    number = _number(request.args.get("number", ""))
    if not number:
        flash(_("That is no mobile number and no short number. Write the number people text to."))
        return redirect(url_for("printing.desk", _anchor="poster"), code=303)
    notes = (
        _("Print this page on A4 with your browser (Ctrl+P or ⌘P). This box is not printed."),
        _("Try the number yourself before you hang it up: text HELLO."),
    )
    language = tongues.offered_or_english(request.args.get("language", ""))
    text = qr.drawn(f"SMSTO:{number.replace(' ', '')}:{HELLO}")
    return _printed("printing/poster.html", language, notes, number=number, qr=text)


@pages.get("/poster/<int:link_id>")
@needs(Permission.ASK)
def link_poster(link_id: int) -> Shown:
    """For an open link: its survey is anonymous, so the same sheet hangs for everybody."""
    found = (each for each in open_links.listed(now=now()) if each.link_id == link_id)
    link = next(found, None)
    if link is None or not link.is_open:
        abort(404)
    notes = (
        _("Print this page on A4 with your browser (Ctrl+P or ⌘P). This box is not printed."),
        _(
            "Made for: %(place)s. Take it down after %(day)s.",
            place=link.place,
            day=dated(link.last_day),
        ),
    )
    language = tongues.offered_or_english(request.args.get("language", ""))
    url = _settings().public_url + url_for("answering.survey", code=link.code)
    address = url.partition("://")[2]
    drawn = qr.drawn(url)
    template = "printing/link_poster.html"
    return _printed(template, language, notes, link=link, address=address, qr=drawn)


def _form(page: PaperForm, whose: str) -> str:
    notes = (
        _("Print this page on A4 with your browser (Ctrl+P or ⌘P). This box is not printed."),
        whose,
        _(
            "Give it with an envelope that can be closed. Whoever keys it in reads it, and that is"
            " written down. If an answer tells of danger, do not wait: ring the duty desk."
        ),
    )
    return _printed("printing/form.html", page.language, notes, page=page)


def _printed(template: str, language: str, notes: tuple[str, ...], **shown: object) -> str:
    """A page in its reader's language, with a box for whoever prints it in theirs."""
    back = {"back_to": url_for("printing.desk"), "back_words": _("Back to paper and telephone")}
    tongues.speak(language)
    return render_template(template, notes=notes, **back, **shown)


def _number(typed: str) -> str:
    """As it is said to people: 07700 900 417, or a short number; empty where it is neither."""
    digits = typed.strip()
    if digits.isascii() and digits.isdigit() and SHORTEST <= len(digits) <= LONGEST:
        return digits
    found = normalise(typed, practice=_settings().practice)
    if isinstance(found, PhoneProblem):
        return ""
    national = "0" + found.removeprefix("+44")
    return f"{national[:5]} {national[5:8]} {national[8:]}"


def _go() -> str:
    """The address where a code is typed, as short as it can be said."""
    url = urlsplit(_settings().public_url)
    return url.netloc + url.path + url_for("answering.go")


def _settings() -> Settings:
    settings: Settings = current_app.extensions["voice.settings"]
    return settings


def _may_write_letters() -> bool:
    person = signed_in()
    return person is not None and Permission.WRITE_LETTERS in person.permissions


def _why(reason: str) -> str:
    why: dict[str, str] = {
        "record_closed": _("Their record is closed."),
        "refused": _("They said no to being asked."),
        "do_not_ask_now": _("Not now: they are left in peace."),
        "budget_spent": _("Asked often enough this month."),
    }
    return why.get(reason) or str(_("The survey is not published."))
