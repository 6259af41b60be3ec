"""What the columns are called: XLSForm's own, and ours beside them."""

import re
from collections.abc import Mapping

from babel import Locale
from babel import UnknownLocaleError

OURS = "voice_"  # what no other tool knows, and every tool passes over
SPOKEN_OF = {"ask": "label", "hint": "hint", "words": "label", "title": "label"}
ALL = "all"
KINDS: Mapping[str, str] = {
    "yes_no": "select_one",
    "yes_no_sometimes": "select_one",
    "one_choice": "select_one",
    "scale": "select_one",
    "several_choices": "select_multiple",
    "number": "integer",
    "short_text": "text",
    "long_text": "text",
    "information": "note",
}
FLAGS = ("not_sure", "web_only", "asks_who_sees", "repeats")
PLAIN = ("faces", "stage", "purpose")  # one word each
LISTS = ("themes", "bands")
LANGUAGE = re.compile(r"(?P<column>label|hint)(?:::(?P<name>.*?)\s*(?:\((?P<code>[\w-]+)\))?)?")
OWN_WORDS = re.compile(
    r"voice_(?P<field>ask|hint|by_text|label|words|title|intro|thanks)"
    r"_(?P<band>all|4-7|8-11|12-17|18\+)_(?P<code>[\w-]+)"
)
ENGLISH = "en"


def column(field: str, band: str, code: str) -> str:
    """Where one piece of wording stands."""
    if band == ALL and field in SPOKEN_OF:
        return f"{SPOKEN_OF[field]}::{language_name(code)} ({code})"
    return f"{OURS}{field}_{band}_{code}"


def language_name(code: str) -> str:
    """What a language is called in English; Easy Read is a language of ours."""
    if code == "en-x-easy":
        return "Easy Read"
    try:
        return Locale.parse(code, sep="-").english_name or code
    except (UnknownLocaleError, ValueError):
        return code


def xml_name(key: str) -> str:
    """A key as XLSForm takes it: an XML name begins with no digit. No key of ours begins with _."""
    return f"_{key}" if key[:1].isdigit() else key


def our_key(name: str) -> str:
    """The key behind an XML name."""
    return name.removeprefix("_")
