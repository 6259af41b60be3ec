"""Which languages an authority offers: those with every word, that it has switched on."""

from messaging.prompts import Phrases
from surveys.questionnaire import Questionnaire
from voice_app import words
from voice_app.store import settings


def offered() -> tuple[str, ...]:
    """The languages that people may pick, English first."""
    set_here = settings.rows()
    on = {
        language
        for language in words.ready() - {words.ENGLISH}
        for key in (settings.language_key(language),)
        if (set_here[key].value if key in set_here else settings.KNOWN[key].default)
    }
    return tuple(code for code in words.OWN_NAMES if code == words.ENGLISH or code in on)


def spoken(language: str) -> str:
    """A language where it is offered, or English."""
    return language if language in offered() else words.ENGLISH


def phrases(language: str) -> Phrases:
    """The words of our texts in a language, where it is offered."""
    return words.phrases(spoken(language))


def asked_in(language: str, asked: Questionnaire, *, by_text: bool) -> str:
    """The language somebody is asked in. A text says everything in one, so it needs the survey's.

    A page says all but the questions in theirs, and that the questions are English.
    """
    theirs = spoken(language)
    return theirs if theirs in asked.languages or not by_text else words.ENGLISH


def worded_in(language: str, asked: Questionnaire) -> str:
    """The language of a survey's own words for somebody. English is not foreign to Easy Read."""
    has_it = language in asked.languages or language == words.EASY
    return language if has_it else words.ENGLISH
