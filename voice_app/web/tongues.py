"""Which language a page is in: what they picked, their record's, or what their browser asks for.

Pages of the desk are English. A respondent's page holds no cookie for it: behind a link the choice
is kept with the survey, and elsewhere it stands in the address.
"""

from dataclasses import dataclass

from babel import negotiate_locale
from flask import Flask
from flask import g
from flask import has_request_context
from flask import request
from flask_babel import lazy_gettext as _
from flask_babel import refresh

from voice_app import words
from voice_app.services import speaking
from voice_app.web.access import signed_in
from voice_app.web.shown import rtl

RESPONDENTS = frozenset(
    {"answering", "my_voice", "sign", "talking", "withdrawing"}
)  # the parts that respondents meet

# What a role is called on a respondent's page, written out to be found by the catalogues:
# ``policy.ROLE_NAMES`` knows no gettext.
ROLE_WORDS = (
    _("reviewing officer"),
    _("social worker"),
    _("team manager"),
    _("duty desk"),
    _("quality assurance"),
    _("participation worker"),
    _("Children in Care Council"),
    _("advocate"),
    _("administrator"),
)


@dataclass(frozen=True)
class Tongue:
    """A language to pick, by its own name."""

    code: str
    name: str
    direction: str
    is_this: bool


def register(app: Flask) -> None:
    """Tell the templates."""
    app.jinja_env.globals.update(
        page_language=page_language, tongues=tongues, unchecked=unchecked, direction=direction
    )


def catalogue() -> str:
    """What Flask-Babel reads a page's words from."""
    return words.catalogue_name(page_language())


def speak(language: str) -> None:
    """From here on this page, which somebody at the desk prints, is in its reader's language."""
    g.language, g.printed = language, True
    refresh()


def page_language() -> str:
    """The language of this page; what the worker draws is for the desk."""
    if not has_request_context():
        return words.ENGLISH
    if not for_respondent() and "printed" not in g:
        return words.ENGLISH
    if "language" not in g:
        g.language = _found()
    found: str = g.language
    return found


def for_respondent() -> bool:
    """Whether this page is for those who answer; so is an address that leads nowhere.

    Unless somebody at the desk mistyped it.
    """
    if request.blueprint is None:
        return signed_in() is None
    return request.blueprint in RESPONDENTS


def pick(language: str) -> None:
    """This page is in a language that was picked on it, where it is offered."""
    if language in speaking.offered():
        g.language = language
        refresh()


def look_again() -> None:
    """The language was changed while the page was being made."""
    g.pop("language", None)
    refresh()


def ask_nothing() -> None:
    """A page about a fault of ours must not need the tables that failed."""
    g.setdefault("language", words.ENGLISH)
    g.offered = ()


def tongues() -> tuple[Tongue, ...]:
    """The languages to pick from; none where there is only English."""
    offered = g.offered if "offered" in g else speaking.offered()
    if len(offered) <= 1:
        return ()
    this = page_language()
    return tuple(
        Tongue(code, words.OWN_NAMES[code], direction(code), code == this) for code in offered
    )


def offered_or_english(language: str) -> str:
    """A language that people may pick, or English."""
    return language if language in speaking.offered() else words.ENGLISH


def unchecked() -> bool:
    """Whether nobody who speaks this page's language has checked its words."""
    return not words.card(page_language()).checked_by


def direction(language: str) -> str:
    """Which way a language is written."""
    return "rtl" if rtl(language) else "ltr"


def _found() -> str:
    offered = speaking.offered()
    asked = request.args.get("language", "")
    if asked in offered:
        return asked
    code = (request.view_args or {}).get("code", "")
    known = speaking.of_link(code) if code else ""
    liked = [each for each, _weight in request.accept_languages]
    return known or negotiate_locale(liked, offered, sep="-") or words.ENGLISH
