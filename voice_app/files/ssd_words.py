"""What authorities call the same role or check: a table in ``ssd_words.json``, and no guessing."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

_BETWEEN = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Words:
    """Every name that we know. ``roles`` gives the key of a role by its plain name."""

    roles: Mapping[str, str]
    roles_not_kept: frozenset[str]
    health_assessments: frozenset[str]
    health_not_kept: frozenset[str]
    completed: frozenset[str]
    this_authority: frozenset[str]


def plain(name: str) -> str:
    """A name without what makes no difference: case, spaces, dots, dashes, apostrophes."""
    unquoted = name.casefold().replace("'", "").replace("’", "")
    return _BETWEEN.sub(" ", unquoted).strip()


@cache
def shipped() -> Words:
    """The names as shipped, read once."""
    file = resources.files("voice_app.files").joinpath("ssd_words.json")
    found = json.loads(file.read_text(encoding="utf-8"))
    roles = found.pop("roles")
    by_name = {plain(name): key for key, names in roles.items() for name in names}
    return Words(by_name, **{kind: frozenset(map(plain, names)) for kind, names in found.items()})
