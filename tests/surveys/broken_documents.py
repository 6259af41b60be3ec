"""Ways to spoil an example, each with a fault that must be found: ``broken_documents.txt``."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

GONE = object()

_TABLE = Path(__file__).with_suffix(".txt").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Broken:
    """One example with one field changed, or taken away, and the fault of it."""

    example: str
    field: str
    value: Any
    fault: str

    def __str__(self) -> str:
        return f"{self.example} {self.field} {'gone' if self.value is GONE else self.value!r}"


def spoilt(document: Any, field: str, value: object) -> Any:
    """The document with one field changed; ``field`` is a path such as ``sections.0.key``."""
    *path, last = [int(step) if step.isdigit() else step for step in field.split(".")]
    inside = document
    for step in path:
        inside = inside[step]
    if value is GONE:
        del inside[last]
    else:
        inside[last] = value
    return document


def _broken(line: str) -> Broken:
    example, field, value, fault = line.split(" | ")
    return Broken(example, field, GONE if value == "gone" else json.loads(value), fault)


def _under(heading: str) -> list[Broken]:
    table = _TABLE.split(f"== {heading}\n")[1].split("\n== ")[0]
    return [_broken(line) for line in table.splitlines() if line]


SEEN_BY_THE_SCHEMA = _under("what the JSON Schema sees as well")
SEEN_WHEN_READ = _under("what only reading the whole document shows")
EVERY = SEEN_BY_THE_SCHEMA + SEEN_WHEN_READ
