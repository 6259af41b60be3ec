"""The written corpus: who wrote each message, for which part, and what it was judged to say.

Parts are by different writers. What a message says is what a labeller who did not write it says;
where nobody has labelled it yet, what its writer had in mind.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any

CORPUS = Path(__file__).parents[1] / "corpus"


class CorpusFault(ValueError):
    """A line of the corpus can't be read; the message names the file and the line."""


class Part(StrEnum):
    """What a writer's messages are for. No writer stands in two."""

    TRAINING = "training"
    DEVELOPMENT = "development"
    TEST = "test"


@dataclass(frozen=True)
class Message:
    """An invented message. ``asked`` are the question's themes; ``labels`` what it is about.

    Of a worry, ``labels`` holds its family (none for a trap) and ``kind`` is "explicit",
    "misspelt", "indirect" or "trap".
    """

    id: str
    writer: str
    part: Part
    who: str
    age: int
    text: str
    labels: frozenset[str]
    asked: tuple[str, ...] = ()
    sense: str = ""
    kind: str = ""
    family: str = ""


@dataclass(frozen=True)
class Corpus:
    """Everything that was written and labelled, under one folder."""

    folder: Path = CORPUS

    def themes(self, *parts: Part) -> list[Message]:
        """Messages about the themes, as labelled; every part if none is named."""
        return [self._judged(each) for each in self._messages("themes", _theme) if _in(each, parts)]

    def as_meant(self) -> list[Message]:
        """Every message about the themes with what its writer had in mind."""
        return list(self._messages("themes", _theme))

    def worries(self, *parts: Part) -> list[Message]:
        """Worries and traps; every part if none is named."""
        return [each for each in self._messages("worries", _worry) if _in(each, parts)]

    def other_languages(self) -> Mapping[str, Sequence[str]]:
        """Worries in languages other than English, by language; no writer chose their language."""
        texts: dict[str, list[str]] = defaultdict(list)
        for file in sorted((self.folder / "languages").glob("*.jsonl")):
            for line in _lines(file):
                texts[line["lang"]].append(line["text"])
        return texts

    @cached_property
    def labelled(self) -> Mapping[str, Mapping[str, Mapping[str, Any]]]:
        """What each labeller said, by message and labeller."""
        said: dict[str, dict[str, Any]] = defaultdict(dict)
        for file in sorted((self.folder / "labels").glob("*.jsonl")):
            for line in _lines(file):
                said[line["id"]][file.stem] = line
        return said

    def _judged(self, message: Message) -> Message:
        """As the first labeller said; the second's word is for measuring agreement."""
        said = self.labelled.get(message.id)
        if not said:
            return message
        first = said[min(said)]
        return replace(message, labels=frozenset(first["labels"]), sense=first["sense"])

    def _messages(self, kind: str, made: Any) -> Iterator[Message]:
        for file in sorted((self.folder / kind).glob("*.jsonl")):
            part, _, writer = file.stem.partition(".")
            for line in _lines(file):
                yield made(line, writer, Part(part))


def _theme(line: Mapping[str, Any], writer: str, part: Part) -> Message:
    return Message(
        **_common(line, writer, part),
        labels=frozenset(line["themes"]),
        asked=tuple(line["asked"]),
        sense=line["sense"],
    )


def _worry(line: Mapping[str, Any], writer: str, part: Part) -> Message:
    meant = frozenset() if line["kind"] == "trap" else frozenset({line["family"]})
    common = _common(line, writer, part)
    return Message(**common, labels=meant, kind=line["kind"], family=line["family"])


def _common(line: Mapping[str, Any], writer: str, part: Part) -> dict[str, Any]:
    said = {name: line[name] for name in ("id", "who", "age", "text")}
    return {**said, "writer": writer, "part": part}


def _in(message: Message, parts: tuple[Part, ...]) -> bool:
    return not parts or message.part in parts


def _lines(file: Path) -> Iterator[Mapping[str, Any]]:
    with file.open(encoding="utf-8") as opened:
        for number, line in enumerate(opened, start=1):
            try:
                yield json.loads(line)
            except ValueError as fault:
                raise CorpusFault(f"{file.name}, line {number}: {fault}") from fault
