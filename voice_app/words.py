"""Our own words in every language: which there are, how far they are, who has checked them.

A language is written here as pages and documents write it (BCP 47, ``en-x-easy``); gettext's own
spelling (``en@easy``) stays inside this module. See decision 14.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from messaging.prompts import Phrases
from messaging.prompts import catalogue

TRANSLATIONS = Path(__file__).resolve().parent.parent / "translations"
ENGLISH = "en"
EASY = "en-x-easy"
OWN_NAMES = {
    ENGLISH: "English",
    EASY: "Easy words",
    "ar": "العربية",
    "fa": "فارسی",
    "ps": "پښتو",
    "ckb": "کوردی (سۆرانی)",
    "vi": "Tiếng Việt",
    "ti": "ትግርኛ",
    "pl": "Polski",
    "ro": "Română",
    "ur": "اردو",
}
ENGLISH_NAMES = {
    EASY: "English Easy Read",
    "ar": "Arabic",
    "fa": "Persian",
    "ps": "Pashto",
    "ckb": "Sorani Kurdish",
    "vi": "Vietnamese",
    "ti": "Tigrinya",
    "pl": "Polish",
    "ro": "Romanian",
    "ur": "Urdu",
}
_GETTEXT = {EASY: "en@easy"}


@dataclass(frozen=True)
class Card:
    """Who wrote a language's words, and who has checked them; empty: nobody has."""

    written_by: str = ""
    checked_by: str = ""


@cache
def ready() -> frozenset[str]:
    """The languages that have every word a respondent meets (``translations/LANGUAGES``)."""
    lines = (TRANSLATIONS / "LANGUAGES").read_text(encoding="utf-8").splitlines()
    listed = dict(line.split() for line in lines if line and not line.startswith("#"))
    return frozenset(code for code in OWN_NAMES if listed.get(catalogue_name(code)) == "ready")


def catalogue_name(language: str) -> str:
    """A language as gettext and its folder spell it."""
    return _GETTEXT.get(language, language)


@cache
def phrases(language: str) -> Phrases:
    """The words of our texts in a language; English where there is no catalogue."""
    return catalogue(TRANSLATIONS, catalogue_name(language))


@cache
def card(language: str) -> Card:
    """What is known of a language's words; English is the original, and needs no card."""
    path = TRANSLATIONS / catalogue_name(language) / "card.json"
    if not path.exists():
        return Card(checked_by="us" if language == ENGLISH else "")
    kept = json.loads(path.read_text(encoding="utf-8"))
    return Card(kept["written_by"], kept["checked_by"])
