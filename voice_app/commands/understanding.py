"""``voice understand``: how replies would be read. No database, no app, nothing kept."""

import json
import sys
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import click

from messaging.understanding import Asked
from messaging.understanding import Understood
from messaging.understanding import understand as read_reply

_ENGLISH = "en"
_ERROR = {"outcome": "error", "value": None, "comment": None}


class BrokenLineError(ValueError):
    """A line that is not what we take. It says nothing of what stood in it."""


@click.command()
def understand() -> None:
    r"""Read replies as the text channel does: JSON lines in, JSON lines out.

    In: "id", "question_type" (yes_no, yes_no_sometimes, scale_1_5, single_choice,
    multiple_choice, number, short_text or free_text), "options" (a list, or null), "reply", and
    "lang" if it is not English.

    Out: "id", "outcome" (answer, reask, skip, opt_out, opt_in or help), "value" and "comment". A
    scale without options is 1 to 5. A line that cannot be read gives the outcome "error", with its
    own id or else its number; the others are read all the same, and the exit code is 0.

    \b
    Example:
      echo '{"id": 1, "question_type": "yes_no", "options": null, "reply": "yh"}' |
        voice understand
    """
    lines = broken = 0
    for number, line in enumerate(sys.stdin.buffer, 1):
        if not line.strip():
            continue
        answer = _answer(line, number)
        lines += 1
        broken += answer["outcome"] == "error"
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()
    if broken:
        click.echo(
            f'{broken} of {lines} lines could not be read: their outcome is "error".', err=True
        )


def _answer(line: bytes, number: int) -> dict[str, Any]:
    known: object = number
    try:
        asked = _loaded(line)
        known = asked.get("id", number)
        return {"id": known, **_read(asked)}
    except (ValueError, RecursionError):  # also what is no UTF-8, no JSON or nested too deep
        return {"id": known, **_ERROR}


def _loaded(line: bytes) -> Mapping[str, Any]:
    asked = json.loads(line, parse_constant=_no_number)
    if not isinstance(asked, dict):
        raise BrokenLineError
    return asked


def _no_number(_name: str) -> None:
    """NaN and its kin are not JSON, so we could not say them back."""
    raise BrokenLineError


def _read(asked: Mapping[str, Any]) -> Mapping[str, Any]:
    reply, kind = asked.get("reply"), asked.get("question_type")
    language = asked.get("lang") or _ENGLISH
    if not (isinstance(reply, str) and isinstance(kind, str) and isinstance(language, str)):
        raise BrokenLineError
    base = language.replace("_", "-").split("-")[0].lower()
    understood = read_reply(
        _asked(kind, _options(asked.get("options")), base), reply, language=base
    )
    return _shown(understood)


def _options(given: object) -> tuple[str, ...] | None:
    if given is None:
        return None
    if not isinstance(given, list) or not all(_is_wording(option) for option in given):
        raise BrokenLineError
    return tuple(map(str, given))


def _is_wording(option: object) -> bool:
    return isinstance(option, str | int | float) and not isinstance(option, bool)


@lru_cache
def _asked(kind: str, options: tuple[str, ...] | None, language: str) -> Asked:
    return Asked.of(kind, options, language)


def _shown(understood: Understood) -> Mapping[str, Any]:
    return {
        "outcome": understood.outcome.value,
        "value": understood.value,
        "comment": understood.comment,
    }
