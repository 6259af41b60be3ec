"""The product's own phrases for texts, by language. Pages get theirs through Flask-Babel."""

from functools import cache
from pathlib import Path

from messaging.prompts import Phrases
from messaging.prompts import catalogue

TRANSLATIONS = Path(__file__).resolve().parent.parent / "translations"
LANGUAGES = ("en",)


@cache
def phrases(language: str) -> Phrases:
    """The words of our texts in a language; English where there is no catalogue."""
    return catalogue(TRANSLATIONS, language)
