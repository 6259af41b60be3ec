"""Typed fields out of parsed JSON; each fault is noted with its place, and the walk goes on."""

import re
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

KEY = re.compile(r"[a-z0-9]+([_-][a-z0-9]+)*")

Json = Mapping[str, Any]


@dataclass(frozen=True)
class DocumentFault:
    """One thing wrong: ``place`` is a path such as ``sections[0].questions[2].kind``."""

    place: str
    words: str

    def __str__(self) -> str:
        return f"{self.place}: {self.words}"


def at(place: str, name: str) -> str:
    """The path of a field; the document itself has the empty place."""
    return f"{place}.{name}" if place else name


class Fields:
    """Takes one field at a time. A wrong one gives an empty value and a line in ``faults``."""

    def __init__(self) -> None:
        self.faults: list[DocumentFault] = []

    def fault(self, place: str, words: str) -> None:
        """Note one fault."""
        self.faults.append(DocumentFault(place or "document", words))

    def known(self, item: Json, names: frozenset[str], place: str) -> None:
        """Note every field that is not one of ``names``: most are slips of the pen."""
        for name in sorted(set(item) - names):
            self.fault(place, f"{name!r} is not a field we know")

    def objects(self, item: Json, name: str, place: str) -> Iterator[tuple[str, Json]]:
        """The objects of a list, each with its place."""
        for where, entry in self.entries(item, name, place):
            if isinstance(entry, Mapping):
                yield where, entry
            else:
                self.fault(where, "is not an object")

    def strings(self, item: Json, name: str, place: str) -> Iterator[str]:
        """The words of a list of words."""
        for where, entry in self.entries(item, name, place):
            if isinstance(entry, str) and entry:
                yield entry
            else:
                self.fault(where, "must be a word")

    def entries(self, item: Json, name: str, place: str) -> Iterator[tuple[str, object]]:
        """Whatever a list holds, each with its place; nothing when the field is left out."""
        given = item.get(name, ())
        if not isinstance(given, Sequence) or isinstance(given, str):
            self.fault(at(place, name), "must be a list")
            return
        for index, entry in enumerate(given):
            yield f"{at(place, name)}[{index}]", entry

    def mapping(self, item: Json, name: str, place: str) -> Json:
        """An object inside; empty when it is left out."""
        given = item.get(name, {})
        if not isinstance(given, Mapping):
            self.fault(at(place, name), "must be an object")
            return {}
        return given

    def key(self, item: Json, name: str, place: str) -> str:
        """A key that rows and addresses will hold for years."""
        given = item.get(name)
        if not isinstance(given, str) or not KEY.fullmatch(given):
            self.fault(at(place, name), "must be a key: small letters, digits, - and _")
            return ""
        return given

    def optional_key(self, item: Json, name: str, place: str) -> str:
        """A key that may be left out."""
        return self.key(item, name, place) if name in item else ""

    def one_of(self, item: Json, name: str, allowed: Sequence[str], place: str) -> str:
        """One of a few words."""
        given = item.get(name)
        if given not in allowed:
            self.fault(at(place, name), f"must be one of: {', '.join(allowed)}")
            return ""
        return str(given)

    def whole(self, item: Json, name: str, place: str) -> int | None:
        """A whole number, or None when it is left out."""
        given = item.get(name)
        if name in item and (isinstance(given, bool) or not isinstance(given, int)):
            self.fault(at(place, name), "must be a whole number")
            return None
        return given

    def flag(self, item: Json, name: str, place: str) -> bool:
        """True or false; false when it is left out."""
        given = item.get(name, False)
        if not isinstance(given, bool):
            self.fault(at(place, name), "must be true or false")
        return given is True
