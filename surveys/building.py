"""A draft built without code: one change at a time, and each makes a new document.

Words that change take their translations with them (``editing.in_english``); whatever leaves the
words alone leaves every language in.
"""

from collections.abc import Callable
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from surveys import editing
from surveys.editing import NewQuestion
from surveys.editing import NoSuchPlace
from surveys.translating import ORIGINAL

Json = Mapping[str, Any]
WITH_A_SENSE_OF_ORDER = "scale"


class CannotRemove(ValueError):
    """Another question is asked only after an answer to this one; ``str`` is its key."""


@dataclass(frozen=True)
class Add:
    """A new question, or one of the bank with all it has (``whole``)."""

    words: str = ""
    kind: str = "long_text"
    choices: tuple[str, ...] = ()
    section: str = ""  # empty: the last one
    heading: str = ""  # begins a section of its own, at the end
    whole: Json | None = None


@dataclass(frozen=True)
class Move:
    """One place up (-1) or down (1); at the end of a section, into the next one."""

    question: str
    by: int


@dataclass(frozen=True)
class Remove:
    """Ask it no more."""

    question: str


@dataclass(frozen=True)
class Edit:
    """All that can be set of one question, as the form has it."""

    question: str
    words: str
    hint: str = ""
    choices: tuple[str, ...] = ()  # English words, in the order of the choices
    only_if: str | None = None  # another question's key; empty: always asked; None: as it was
    values: tuple[str, ...] = ()  # of its answers; none: once it was answered at all
    faces: str = ""  # the faces beside a scale: how_much, how_was_it
    not_sure: bool = False
    repeats: bool = False
    web_only: bool = False


Change = Add | Move | Remove | Edit


def changed(document: Json, change: Change) -> dict[str, Any]:
    """The document after one change; raises ``NoSuchPlace`` or ``CannotRemove``."""
    return _HOW[type(change)](document, change)


def _add(document: Json, change: Add) -> dict[str, Any]:
    taken = {each["key"]: each for section in document["sections"] for each in section["questions"]}
    if change.whole is None:
        key = editing.a_key(change.words, taken)
        new = NewQuestion(key, change.words, change.kind, change.choices, change.section)
        return editing.with_question(_headed(document, change.heading), new)
    whole = editing.in_english({"languages": [ORIGINAL], "question": change.whole})["question"]
    if whole["key"] in taken:
        whole["key"] = editing.a_key(whole["key"], taken)
    whole.pop("only_if", None)  # it looked at a question of another survey
    made = editing.in_english(_headed(document, change.heading))
    made["sections"][-1]["questions"].append(whole)
    return made


def _headed(document: Json, heading: str) -> Json:
    """With a new heading at the end, for the question that is added next."""
    if not heading:
        return document
    new = editing.in_english(document)
    key = editing.a_key(heading, {each["key"]: each for each in new["sections"]})
    new["sections"].append({"key": key, "title": {ORIGINAL: heading}, "questions": []})
    return new


def _move(document: Json, change: Move) -> dict[str, Any]:
    new = _copy(document)
    sections = new["sections"]
    where, at = _find(new, change.question)
    questions = sections[where]["questions"]
    moved = questions.pop(at)
    to = at + change.by
    if 0 <= to <= len(questions):
        questions.insert(to, moved)
    elif 0 <= where + change.by < len(sections):
        there = sections[where + change.by]["questions"]
        there.insert(0 if change.by > 0 else len(there), moved)
        new["sections"] = [each for each in sections if each["questions"]]
    else:
        questions.insert(at, moved)
    return new


def _remove(document: Json, change: Remove) -> dict[str, Any]:
    new = _copy(document)
    where, at = _find(new, change.question)
    for section in new["sections"]:
        for question in section["questions"]:
            if any(each["question"] == change.question for each in question.get("only_if", ())):
                raise CannotRemove(question["key"])
    new["sections"][where]["questions"].pop(at)
    if not new["sections"][where]["questions"]:
        new["sections"].pop(where)
    return new


def _edit(document: Json, change: Edit) -> dict[str, Any]:
    new = _copy(document)
    where, at = _find(new, change.question)
    question = new["sections"][where]["questions"][at]
    if _words_differ(new, question, change):
        new = editing.in_english(document)
        question = new["sections"][where]["questions"][at]
        _reword(new, question, change)
    if change.only_if is not None:
        _set(question, "only_if", _condition(change))
    for flag in ("faces", "not_sure", "repeats", "web_only"):
        _set(question, flag, getattr(change, flag))
    return new


def _condition(change: Edit) -> list[dict[str, Any]]:
    if not change.only_if:
        return []
    values = {"any_of": list(change.values)} if change.values else {}
    return [{"question": change.only_if, **values}]


def _words_differ(document: Json, question: Json, change: Edit) -> bool:
    said = [spoken(choice["words"]) for choice in choices_of(document, question)]
    now = (spoken(question["ask"]), spoken(question.get("hint", {})), said)
    return now != (change.words, change.hint, list(change.choices) or said)


def _reword(document: Json, question: dict[str, Any], change: Edit) -> None:
    """Other words are for every age at once: nobody is asked what only some agreed to."""
    if spoken(question["ask"]) != change.words:
        question["ask"] = {ORIGINAL: change.words}
        question.pop("by_text", None)
    if spoken(question.get("hint", {})) != change.hint:
        _set(question, "hint", {ORIGINAL: change.hint} if change.hint else {})
    choices = deepcopy(choices_of(document, question))
    if change.choices and [spoken(each["words"]) for each in choices] != list(change.choices):
        question["choices"] = _rechosen(choices, change.choices, question["kind"])


def _rechosen(old: list[dict[str, Any]], words: tuple[str, ...], kind: str) -> list[dict[str, Any]]:
    """The same places keep their values, so that answers can be compared; more are new ones."""
    if kind == WITH_A_SENSE_OF_ORDER and len(words) != len(old):
        raise editing.StepsAreFixed(kind)
    made = []
    for place, said in enumerate(words):
        new = {"value": f"choice_{place + 1}"}
        choice: dict[str, Any] = dict(old[place]) if place < len(old) else dict(new)
        if spoken(choice.get("words", {})) != said:
            choice["words"] = {ORIGINAL: said}
        made.append(choice)
    return made


def choices_of(document: Json, question: Json) -> list[dict[str, Any]]:
    """The choices of a question, its own or those of the set it names."""
    given = question.get("choices", [])
    found: list[dict[str, Any]] = (
        document["choice_sets"][given] if isinstance(given, str) else given
    )
    return found


def spoken(wording: Json) -> str:
    """The English words for everybody, or the first that some are told."""
    said = wording.get(ORIGINAL, "")
    if isinstance(said, str):
        return said
    return str(said.get(editing.ALL) or next(iter(said.values()), ""))


def _set(question: dict[str, Any], name: str, value: object) -> None:
    """A field that says nothing is left out."""
    if value:
        question[name] = value
    else:
        question.pop(name, None)


def _find(document: Json, key: str) -> tuple[int, int]:
    for where, section in enumerate(document["sections"]):
        for at, question in enumerate(section["questions"]):
            if question["key"] == key:
                return where, at
    raise NoSuchPlace(key)


def _copy(document: Json) -> dict[str, Any]:
    new: dict[str, Any] = deepcopy(dict(document))
    return new


_HOW: Mapping[type, Callable[..., dict[str, Any]]] = {
    Add: _add,
    Move: _move,
    Remove: _remove,
    Edit: _edit,
}
