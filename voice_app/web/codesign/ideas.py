"""The council's own pages: what waits for a member, one idea, a new one, their words."""

from collections.abc import Mapping

from flask import Blueprint
from flask import abort
from flask import flash
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response

from messaging.alphabet import measure
from surveys.codesign import IN_A_SURVEY
from surveys.codesign import About
from voice_app.pages.council import IdeaPage
from voice_app.policy import Permission
from voice_app.services import codesigning
from voice_app.services import publishing
from voice_app.services import what_came_back
from voice_app.services.codesigning import Ballot
from voice_app.services.codesigning import CannotPropose
from voice_app.services.codesigning import CannotVote
from voice_app.services.codesigning import Idea
from voice_app.services.codesigning import OtherWords
from voice_app.services.codesigning import Said
from voice_app.services.codesigning import WordsChanged
from voice_app.web.access import me
from voice_app.web.access import needs
from voice_app.web.now import now

pages = Blueprint("ideas", __name__, url_prefix="/council")
Shown = str | Response | tuple[str, int]
CAN_BE_NEW = tuple(each for each in About if each is not About.VERSION)
FAULTS: Mapping[str, object] = {
    "nothing": lazy_gettext("You have written nothing yet. Nothing was sent."),
    "too_long": lazy_gettext("That is very long. Make it shorter. Nothing was sent."),
    "where": lazy_gettext("Pick what it is about first. Nothing was sent."),
    "kind": lazy_gettext("Pick how people answer. Nothing was sent."),
    "choices": lazy_gettext("Write at least two answers to pick, each on its own line."),
    "rules": lazy_gettext("At least 2 of you, and 50 to 100 of every 100. Nothing was sent."),
    "closed": lazy_gettext("This one is decided. Nothing was changed."),
    "changed": lazy_gettext("The words have changed. Look at the new ones, then vote."),
    "kept_back": lazy_gettext("A worker is looking at these words first. Nothing was counted."),
    "not_a_member": lazy_gettext("Only members can vote. Nothing was counted."),
    "said_so": lazy_gettext("They have voted on their own phone. That stays."),
}


@pages.get("/")
@needs(Permission.SEE_IDEAS)
def home() -> str:
    """What waits for you, your ideas, everybody's."""
    return render_template("council/home.html", page=codesigning.overview(user_id=me(), now=now()))


@pages.get("/new")
@needs(Permission.SEE_IDEAS)
def new() -> str:
    """What is it about?"""
    return render_template("council/new.html", kinds=CAN_BE_NEW)


@pages.get("/new/<about>")
@needs(Permission.SEE_IDEAS)
def write(about: str) -> Shown:
    """Which survey, which question, then the words: one thing a page."""
    return _write(_about(about), "")


@pages.post("/new/<about>")
@needs(Permission.SEE_IDEAS)
def propose(about: str) -> Shown:
    """Put it to the group."""
    given = request.form.get
    place = given("place", "")
    if about == About.RULES:
        place = f"{given('quorum', '')}/{given('share', '')}"
    idea = Idea(
        about=_about(about),
        words=given("words", ""),
        survey=given("survey", ""),
        place=place,
        kind=given("kind", ""),
        choices=given("choices", ""),
        why=given("why", ""),
        nameless=given("nameless") == "yes",
    )
    try:
        proposal = codesigning.propose(idea, user_id=me(), now=now())
    except CannotPropose as fault:
        return _write(idea.about, fault.why)
    return _to(proposal)


@pages.get("/ideas/<int:proposal_id>")
@needs(Permission.SEE_IDEAS)
def idea(proposal_id: int) -> Shown:
    """One idea: what would change, why, the votes."""
    return _idea(proposal_id)


@pages.post("/ideas/<int:proposal_id>/vote")
@needs(Permission.TAKE_PART)
def vote(proposal_id: int) -> Shown:
    """Vote, and say why if they like. A reason is kept also where the vote was too late."""
    ballot = Ballot(
        proposal_id, request.form.get("number", 0, type=int), request.form.get("says", "")
    )
    fault = ""
    try:
        codesigning.vote(ballot, user_id=me(), now=now())
    except CannotVote as refused:
        fault = refused.why
    if request.form.get("why", "").strip():
        _say(proposal_id, request.form["why"])
    if not fault:
        flash(_("Your vote is in. You can change it until it is decided."))
        return _to(proposal_id)
    why = _("Pick yes, no or change it.") if fault == "nothing" else FAULTS[fault]
    return _idea(proposal_id, why), 422


@pages.post("/ideas/<int:proposal_id>/say")
@needs(Permission.SEE_IDEAS)
def say(proposal_id: int) -> Shown:
    """Say something without voting."""
    fault = _say(proposal_id, request.form.get("words", ""))
    if fault:
        flash(str(FAULTS[fault]))
    return _to(proposal_id)


@pages.get("/ideas/<int:proposal_id>/words")
@needs(Permission.SEE_IDEAS)
def other_words(proposal_id: int) -> Shown:
    """Try other words."""
    page = _page(proposal_id)
    return render_template("council/other.html", page=page, fault="", words=page.words)


@pages.post("/ideas/<int:proposal_id>/words")
@needs(Permission.SEE_IDEAS)
def reword(proposal_id: int) -> Shown:
    """Put other words forward; where somebody was quicker, show both."""
    words = request.form.get("words", "")
    new = OtherWords(
        proposal_id,
        request.form.get("number", 0, type=int),
        words,
        request.form.get("choices", ""),
        nameless=request.form.get("nameless") == "yes",
    )
    try:
        codesigning.other_words(new, user_id=me(), now=now())
    except WordsChanged:
        fault: object = _(
            "Somebody changed the words while you wrote. Yours are still here, theirs are above. "
            "Send again if yours are still better."
        )
    except CannotPropose as refused:
        fault = FAULTS[refused.why]
    else:
        flash(_("Sent. Everybody is asked again about the new words."))
        return _to(proposal_id)
    html = render_template("council/other.html", page=_page(proposal_id), fault=fault, words=words)
    return html, 422


@pages.post("/remarks/<int:remark_id>/report")
@needs(Permission.TAKE_PART)
def report(remark_id: int) -> Response:
    """This is not OK."""
    codesigning.report(remark_id, user_id=me(), now=now())
    flash(_("Thank you. Nobody sees it now. A worker looks at it first."))
    return redirect(url_for("ideas.home"), code=303)


@pages.get("/our-words")
@needs(Permission.SEE_IDEAS)
def words() -> str:
    """The words the council agreed on."""
    return render_template(
        "council/words.html",
        page=codesigning.word_list(),
        themes=dict(codesigning.themes_to_name()),
    )


@pages.post("/signed/<int:sign_off_id>/deny")
@needs(Permission.TAKE_PART)
def deny(sign_off_id: int) -> Response:
    """I never said so."""
    try:
        publishing.deny(sign_off_id, by=me(), now=now())
    except publishing.NotAMember:
        abort(403)
    flash(_("It does not count any more. Everybody in the group can see that."))
    return redirect(url_for("ideas.home"), code=303)


@pages.post("/bypasses/<int:bypass_id>/explained")
@needs(Permission.TAKE_PART)
def explained(bypass_id: int) -> Response:
    """They explained it to us."""
    publishing.was_explained(bypass_id, by=me(), now=now())
    return redirect(url_for("ideas.home"), code=303)


@pages.get("/back/<key>")
@needs(Permission.SEE_IDEAS)
def came_back(key: str) -> str:
    """What came back to a survey."""
    page = what_came_back.page(key, now=now())
    if page is None:
        abort(404)
    return render_template("council/came_back.html", page=page)


@pages.post("/back/<key>")
@needs(Permission.TAKE_PART)
def make_of_it(key: str) -> Response:
    """What we make of it."""
    given = request.form
    reading = what_came_back.Reading(
        key, given.get("wave", ""), given.get("words", ""), tuple(given.getlist("headline"))
    )
    try:
        what_came_back.make_of_it(reading, user_id=me(), now=now())
    except what_came_back.NotAMember:
        abort(404)
    flash(_("It is written down. Change it whenever you like."))
    return redirect(url_for("ideas.came_back", key=key), code=303)


def _about(given: str) -> About:
    if given not in CAN_BE_NEW:
        abort(404)
    return About(given)


def _write(about: About, fault: str) -> Shown:
    picked = request.values.get("survey", "")
    surveys = {each.key: each for each in codesigning.surveys_to_change()}
    html = render_template(
        "council/write.html",
        about=about,
        in_a_survey=about in IN_A_SURVEY,
        surveys=surveys,
        survey=surveys.get(picked),
        place=request.values.get("place", ""),
        kind=request.values.get("kind", ""),
        themes=codesigning.themes_to_name(),
        fault=FAULTS.get(fault, ""),
        given=request.form,
    )
    return (html, 422) if fault else html


def _page(proposal_id: int) -> IdeaPage:
    page = codesigning.idea(proposal_id, user_id=me(), now=now())
    if page is None:
        abort(404)
    return page


def _idea(proposal_id: int, fault: object = "") -> str:
    page = _page(proposal_id)
    texts = measure(page.words).parts
    return render_template("council/idea.html", page=page, texts=texts, fault=fault)


def _say(proposal_id: int, words: str) -> str:
    """Keep a remark; gives why not, or an empty word."""
    said = Said(proposal_id, words, nameless=request.form.get("nameless") == "yes")
    try:
        codesigning.say(said, user_id=me(), now=now())
    except CannotPropose as fault:
        return fault.why
    return ""


def _to(proposal_id: int) -> Response:
    return redirect(url_for("ideas.idea", proposal_id=proposal_id), code=303)
