"""Other words in a survey's document: what comes out is a new document, the old one never changes.

English is what young people agree on. A translation of words that changed is stale, and nobody is
shown stale words: a language leaves the document until its new words are written (``translating``).
"""

from collections.abc import Iterator
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from surveys.translating import ORIGINAL
from surveys.translating import english

Json = Mapping[str, Any]
ALL = "all"  # the age bands together
YES_OR_NO = ("yes_no", "yes_no_sometimes")


class NoSuchPlace(LookupError):
    """The document has no such question, section or choice."""


class StepsAreFixed(ValueError):
    """A scale's steps go together: one more would make every earlier answer mean another thing."""


@dataclass(frozen=True)
class NewQuestion:
    """A question to put at the end of a section. ``choices`` are English words, in order."""

    key: str
    words: str
    kind: str = "long_text"
    choices: tuple[str, ...] = ()
    section: str = ""  # empty: the last one


def reworded(document: Json, question: str, words: str) -> dict[str, Any]:
    """Ask ``question`` in other words, in every age band; raises ``NoSuchPlace``."""
    new = in_english(document)
    found = _question(new, question)
    found["ask"] = {ORIGINAL: words}
    found.pop("by_text", None)  # a shorter form of words that are gone
    return new


def with_question(document: Json, added: NewQuestion) -> dict[str, Any]:
    """One more question; raises ``NoSuchPlace`` where there is no such section."""
    new = in_english(document)
    asked: dict[str, Any] = {"key": added.key, "kind": added.kind, "ask": {ORIGINAL: added.words}}
    if added.choices:
        asked["choices"] = [
            {"value": f"choice_{place}", "words": {ORIGINAL: words}}
            for place, words in enumerate(added.choices, 1)
        ]
    if added.kind in YES_OR_NO:
        values = ("yes", "sometimes", "no") if added.kind == "yes_no_sometimes" else ("yes", "no")
        asked["choices"] = [
            {"value": value, "picture": value, "words": {ORIGINAL: value.capitalize()}}
            for value in values
        ]
    if added.kind == "long_text":
        asked["asks_who_sees"] = not new.get("anonymous", False)
    sections = {section["key"]: section for section in new["sections"]}
    where = sections.get(added.section or new["sections"][-1]["key"])
    if where is None:
        raise NoSuchPlace(added.section)
    where["questions"].append(asked)
    return new


def with_choice(document: Json, question: str, words: str) -> dict[str, Any]:
    """One more answer to pick, at the end; raises ``NoSuchPlace`` or ``StepsAreFixed``.

    A set of choices that several questions share is copied first: the others stay as they were.
    Yes or no with a third answer is a question of its own kind.
    """
    new = in_english(document)
    found = _question(new, question)
    if not found.get("choices"):
        raise NoSuchPlace(question)
    if found["kind"] == "scale":
        raise StepsAreFixed(question)
    if found["kind"] in YES_OR_NO:
        found["kind"] = "one_choice"
    if isinstance(found["choices"], str):
        found["choices"] = deepcopy(new["choice_sets"][found["choices"]])
    taken = {choice["value"] for choice in found["choices"]}
    value = next(name for name in _names("added") if name not in taken)
    found["choices"].append({"value": value, "words": {ORIGINAL: words}})
    return new


def in_english(document: Json) -> dict[str, Any]:
    """The document with its English alone: what the young people's words are written into."""
    return without(document, *(code for code in document["languages"] if code != ORIGINAL))


def without(document: Json, *languages: str) -> dict[str, Any]:
    """The document without these languages."""
    new: dict[str, Any] = deepcopy(dict(document))
    _strip(new, set(languages))
    new["languages"] = [code for code in new["languages"] if code not in languages]
    return new


def translation_in(document: Json, language: str) -> dict[str, Any]:
    """The words of one language as a translation file, each beside the English it was made from."""
    now = in_english(document)
    said = english(_as_original(document, language))
    words = {
        place: {"english": original, "words": said[place]}
        for place, original in english(now).items()
        if place in said
    }
    return {"survey": document["key"], "language": language, "words": words}


def a_key(words: str, taken: Mapping[str, object]) -> str:
    """A key for new words that no other question has: rows will hold it for years."""
    plain = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in words)
    stem = "_".join(plain.lower().split()[:5]) or "question"
    return next(name for name in (stem, *_names(stem, 20)) if name not in taken)


def changed(old: Json, new: Json) -> tuple[tuple[str, str, str], ...]:
    """Every place whose English differs: the place, the words before and after ("" is none)."""
    before, after = english(old), english(new)
    places = [*before, *(place for place in after if place not in before)]
    return tuple(
        (place, before.get(place, ""), after.get(place, ""))
        for place in places
        if before.get(place) != after.get(place)
    )


def only_words_changed(old: Json, new: Json) -> bool:
    """Whether nothing but wording differs: the same questions, choices and conditions."""
    return _shape(old) == _shape(new)


def _question(document: dict[str, Any], key: str) -> dict[str, Any]:
    for section in document["sections"]:
        for question in section["questions"]:
            if question["key"] == key:
                found: dict[str, Any] = question
                return found
    raise NoSuchPlace(key)


def _names(stem: str, most: int = 99) -> Iterator[str]:
    return (f"{stem}_{number}" for number in range(2, most))


def _is_wording(value: object) -> bool:
    return isinstance(value, dict) and ORIGINAL in value


def _strip(part: object, languages: set[str]) -> None:
    """Take languages out of every wording below."""
    if isinstance(part, dict):
        if _is_wording(part):
            for language in languages:
                part.pop(language, None)
        for each in part.values():
            _strip(each, languages)
    elif isinstance(part, list):
        for each in part:
            _strip(each, languages)


def _as_original(document: Json, language: str) -> dict[str, Any]:
    """The document with one language's words where its English stood; what it lacks is left out."""
    new: dict[str, Any] = deepcopy(dict(document))
    _swap(new, language)
    return new


def _swap(part: object, language: str) -> None:
    if isinstance(part, dict):
        if _is_wording(part):
            original = part[ORIGINAL]
            bands = original if isinstance(original, dict) else {ALL: original}
            said = part.get(language, {})
            by_band = said if isinstance(said, dict) else {ALL: said}
            part[ORIGINAL] = {band: by_band[band] for band in bands if band in by_band}
            return
        for each in part.values():
            _swap(each, language)
    elif isinstance(part, list):
        for each in part:
            _swap(each, language)


def _shape(part: object) -> object:
    """A document without any of its words."""
    if isinstance(part, Mapping):
        if _is_wording(part):
            return "words"
        return {k: _shape(v) for k, v in part.items() if k not in ("about", "languages")}
    if isinstance(part, list | tuple):
        return [_shape(each) for each in part]
    return part
