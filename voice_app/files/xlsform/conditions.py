"""``relevant``: when a question is asked, as XLSForm says it and as a document does."""

import re
from collections.abc import Mapping
from collections.abc import Sequence
from typing import Any

from voice_app.files.xlsform.columns import our_key
from voice_app.files.xlsform.columns import xml_name

_QUOTES = str.maketrans({"‘": "'", "’": "'", "“": "'", "”": "'", '"': "'", "\u00a0": " "})
_ANSWERED = re.compile(r"\$\{([\w-]+)\}\s*!=\s*''")
_PICKED = re.compile(r"selected\(\s*\$\{([\w-]+)\}\s*,\s*'([^']*)'\s*\)")
_EQUALS = re.compile(r"\$\{([\w-]+)\}\s*=\s*(?:'([^']*)'|(\d+))")


class NotUnderstood(ValueError):
    """A condition beyond "was answered" and "one of these", joined by and."""


def written(conditions: Sequence[Mapping[str, Any]]) -> str:
    """A document's ``only_if`` as ``relevant``; empty where it is always asked."""
    return " and ".join(_written(each, alone=len(conditions) == 1) for each in conditions)


def _written(condition: Mapping[str, Any], *, alone: bool) -> str:
    name = f"${{{xml_name(condition['question'])}}}"
    values = condition.get("any_of", ())
    if not values:
        return f"{name} != ''"
    tests = [
        f"selected({name}, '{value}')" if isinstance(value, str) else f"{name} = {value}"
        for value in values
    ]
    either = " or ".join(tests)
    return either if alone or len(tests) == 1 else f"({either})"


def read(relevant: str) -> list[dict[str, Any]]:
    """``relevant`` as a document's ``only_if``; raises ``NotUnderstood``."""
    said = relevant.translate(_QUOTES).strip()
    return [_read(part) for part in _split(said, "and")] if said else []


def _read(part: str) -> dict[str, Any]:
    tests = [_test(each) for each in _split(_bare(part), "or")]
    names = {name for name, _ in tests}
    if len(names) != 1:
        raise NotUnderstood(part)  # one of several questions: a document has no word for it
    values = [value for _, value in tests if value is not None]
    if len(values) != len(tests) and len(tests) > 1:
        raise NotUnderstood(part)
    condition: dict[str, Any] = {"question": our_key(names.pop())}
    return condition | ({"any_of": values} if values else {})


def _test(words: str) -> tuple[str, str | int | None]:
    said = _bare(words)
    if found := _ANSWERED.fullmatch(said):
        return found[1], None
    if found := _PICKED.fullmatch(said):
        return found[1], found[2]
    if found := _EQUALS.fullmatch(said):
        return found[1], int(found[3]) if found[3] else found[2]
    raise NotUnderstood(words)


def _bare(words: str) -> str:
    """Without one pair of brackets around all of it."""
    said = words.strip()
    if said.startswith("(") and said.endswith(")") and _closes(said) == len(said) - 1:
        return said[1:-1].strip()
    return said


def _closes(said: str) -> int:
    """Where the bracket that opens at the start closes."""
    depth = 0
    for place, letter in enumerate(said):
        depth += (letter == "(") - (letter == ")")
        if depth == 0:
            return place
    return -1


def _split(said: str, word: str) -> list[str]:
    """Its parts between ``word``, outside brackets and quotes."""
    parts, depth, quoted, start = [], 0, False, 0
    for found in re.finditer(rf"[()']|\b{word}\b", said):
        sign = found[0]
        if sign == "'":
            quoted = not quoted
        elif not quoted and sign in "()":
            depth += 1 if sign == "(" else -1
        elif not quoted and depth == 0:
            parts.append(said[start : found.start()])
            start = found.end()
    return [part.strip() for part in (*parts, said[start:])]
