"""How days, moments and links are shown. Days and hours are those of the United Kingdom."""

import re
from datetime import date
from datetime import datetime
from urllib.parse import urlsplit

from babel import Locale
from babel import UnknownLocaleError
from flask import Flask
from flask import current_app
from flask_babel import format_date
from flask_babel import format_datetime
from flask_babel import gettext as _
from markupsafe import Markup
from markupsafe import escape

from voice_app.clock import LONDON

When = date | datetime | str  # a string is a day as ISO 8601 writes it


def register(app: Flask) -> None:
    """Add the filters to the templates, and the number of the desk that is always staffed."""
    app.jinja_env.filters.update(
        day=day, dated=dated, long_day=long_day, moment=moment, linkify=linkify, rtl=rtl, way=way
    )
    app.jinja_env.globals["duty_phone"] = app.extensions["voice.settings"].duty_phone


def day(when: When) -> str:
    """A short day: "Tue 24 Nov"."""
    return str(format_date(_day_of(when), "EEE d MMM", rebase=False))


def dated(when: When) -> str:
    """A day of any year, as a record needs it: "24 Nov 2026"."""
    return str(format_date(_day_of(when), "d MMM y", rebase=False))


def long_day(when: When) -> str:
    """A day in full: "Tuesday 8 December 2026"."""
    return str(format_date(_day_of(when), "EEEE d MMMM y", rebase=False))


def moment(when: datetime) -> str:
    """A day and an hour in London: "3 Nov, 17:42"."""
    return str(format_datetime(when.astimezone(LONDON), "d MMM, HH:mm", rebase=False))


def way(channel: str) -> str:
    """How an answer came, for staff: "by text"."""
    ways: dict[str, str] = {
        "text": _("by text"),
        "voice": _("in a call"),
        "paper": _("on paper"),
        "call": _("by telephone"),
    }
    return ways.get(channel) or str(_("on the web"))


def linkify(words: str) -> Markup:
    """The words of a text with our own addresses made into links, and no one else's.

    A link carries the path alone, so that it opens on whatever address the page itself came from.
    """
    host = re.escape(urlsplit(current_app.extensions["voice.settings"].public_url).netloc)
    ours = rf"https?://{host}(/(?!/)(?:[\w~/?=&%.-]*[\w~/=-])?)"
    shown, at = Markup(), 0
    for found in re.finditer(ours, words, re.ASCII):
        shown += escape(words[at : found.start()])
        shown += Markup('<a href="{}">{}</a>').format(found[1], found[0])
        at = found.end()
    return shown + escape(words[at:])


def rtl(language: str) -> bool:
    """Whether a language is written from right to left; one nobody knows is not."""
    try:
        return Locale.parse(language, sep="-").text_direction == "rtl"
    except (UnknownLocaleError, ValueError):
        return False


def _day_of(when: When) -> date:
    if isinstance(when, str):
        return date.fromisoformat(when)
    return when.astimezone(LONDON).date() if isinstance(when, datetime) else when
