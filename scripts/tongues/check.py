"""Fails the build where a language that is said to be ready lacks a word, or has a broken one."""

import filecmp
import tempfile
from collections.abc import Iterator
from pathlib import Path

from scripts.tongues import catalogues
from scripts.tongues.catalogues import DOMAINS
from scripts.tongues.catalogues import HANDED_OVER
from scripts.tongues.handing import in_catalogue
from scripts.tongues.handing import is_there
from scripts.tongues.handing import kept_survey
from scripts.tongues.handing import missing
from scripts.tongues.handing import plural_forms
from scripts.tongues.sound import faults
from surveys import library
from surveys import translating


def behind_the_code() -> Iterator[str]:
    """The templates that lack words which the code has."""
    with tempfile.TemporaryDirectory() as made:
        for domain in DOMAINS:
            fresh = Path(made) / f"{domain.name}.pot"
            catalogues.write_template(domain, fresh)
            kept = catalogues.template(domain)
            if not kept.exists() or not filecmp.cmp(fresh, kept, shallow=False):
                yield f"translations/{domain.name}.pot is behind the code: run 'make extract'."


def not_ready() -> Iterator[str]:
    """What languages lack that are listed as ready; English needs no translation."""
    for language in catalogues.languages("ready"):
        if language != "en":
            yield from (
                f"{language}: no words for {w.id} {w.english[0]!r}" for w in missing(language)
            )
            yield from broken(language)


def broken(language: str) -> Iterator[str]:
    """Words that are there and can't stand: another set of placeholders, a lost number."""
    forms = plural_forms(language)[0]
    for id_, english, said in _said(language):
        yield from (
            f"{language}: {id_} {english[0]!r}: {why}" for why in faults(english, said, forms)
        )


def _said(language: str) -> Iterator[tuple[str, tuple[str, ...], list[str]]]:
    """Everything a language says: its id, the English, and the words."""
    for domain in HANDED_OVER:
        for word, message in in_catalogue(language, domain).values():
            if message is not None and is_there(message):
                string = message.string
                yield word.id, word.english, [string] if isinstance(string, str) else list(string)
    for survey, document in library.documents().items():
        kept = kept_survey(language, survey)["words"]
        for place, english in translating.english(document).items():
            if place in kept:
                yield f"survey:{survey}:{place}", (english,), [kept[place]["words"]]
