"""A survey's words in other languages, each beside the English that it was made from.

A translation file: ``{"survey": "after-a-visit", "language": "ar", "words": {"title.all":
{"english": "After a visit", "words": "…"}}}``. A place names keys, never numbers, so that moving a
question loses nothing. Words whose English has changed since are stale, and nobody is shown them.
"""

from collections.abc import Iterator
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

Json = Mapping[str, Any]
ORIGINAL = "en"


@dataclass(frozen=True)
class Behind:
    """What a translation still needs: places without words, and places whose English changed."""

    missing: tuple[str, ...]
    stale: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.missing or self.stale)


def english(document: Json) -> dict[str, str]:
    """Every word of a document to translate, by its place, in the order people meet them."""
    return {
        f"{place}.{band}": words
        for place, wording in _wordings(document)
        for band, words in _bands(wording[ORIGINAL]).items()
    }


def behind(document: Json, translation: Json) -> Behind:
    """Where a translation does not fit its document any more."""
    kept = translation["words"]
    now = english(document)
    return Behind(
        missing=tuple(place for place in now if place not in kept),
        stale=tuple(p for p, words in now.items() if p in kept and kept[p]["english"] != words),
    )


def merged(document: Json, translation: Json) -> dict[str, Any]:
    """The document with a translation in it; as it was where the translation is behind."""
    whole: dict[str, Any] = deepcopy(dict(document))
    language = translation["language"]
    if behind(document, translation) or language in whole["languages"]:
        return whole
    for place, wording in _wordings(whole):
        wording[language] = {
            band: translation["words"][f"{place}.{band}"]["words"]
            for band in _bands(wording[ORIGINAL])
        }
    whole["languages"] = [*whole["languages"], language]
    return whole


def _bands(given: str | Mapping[str, str]) -> Mapping[str, str]:
    return {"all": given} if isinstance(given, str) else given


def _wordings(document: Json) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each set of words by language, with its place."""
    yield from _named(document, "", "title", "intro", "thanks")
    for name, choices in document.get("choice_sets", {}).items():
        yield from _choices(choices, f"choice_sets.{name}")
    for section in document["sections"]:
        yield from _named(section, f"sections.{section['key']}.", "title")
        for question in section["questions"]:
            place = f"questions.{question['key']}"
            yield from _named(question, f"{place}.", "ask", "by_text", "hint", "label")
            if isinstance(question.get("choices"), list):
                yield from _choices(question["choices"], place)


def _choices(choices: list[dict[str, Any]], place: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for choice in choices:
        yield f"{place}.{choice['value']}", choice["words"]


def _named(item: Json, place: str, *names: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for name in names:
        if name in item:
            yield place + name, item[name]
