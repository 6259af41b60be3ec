"""The surveys that are shipped: one JSON document for each, covering every age band it is for.

Their words in other languages lie in ``translations/<language>/<survey>.json``.
"""

import json
from collections.abc import Mapping
from functools import cache
from functools import reduce
from importlib import resources
from types import MappingProxyType
from typing import Any

from surveys import document
from surveys import journey
from surveys import translating
from surveys.questionnaire import Questionnaire


@cache
def documents() -> Mapping[str, Mapping[str, Any]]:
    """Each shipped survey's parsed JSON by its key, in alphabetical order; read once."""
    folder = resources.files(__name__)
    files = sorted(file.name for file in folder.iterdir() if file.name.endswith(".json"))
    parsed = [json.loads(folder.joinpath(name).read_text(encoding="utf-8")) for name in files]
    return MappingProxyType({survey["key"]: survey for survey in parsed})


@cache
def in_every_language() -> Mapping[str, Mapping[str, Any]]:
    """The same, each with its translations that are whole and of the words as they are now."""
    return MappingProxyType(
        {
            key: reduce(translating.merged, translations(key), survey)
            for key, survey in documents().items()
        }
    )


def translations(key: str) -> tuple[Mapping[str, Any], ...]:
    """The translations of a survey, whole or not, by language."""
    folder = resources.files(__name__).joinpath("translations")
    languages = sorted(each.name for each in folder.iterdir()) if folder.is_dir() else []
    files = [folder.joinpath(language, f"{key}.json") for language in languages]
    return tuple(json.loads(each.read_text(encoding="utf-8")) for each in files if each.is_file())


@cache
def shipped() -> Mapping[str, Questionnaire]:
    """Each shipped survey by its key; raises ``DocumentRefused`` if a file has been spoilt."""
    stages = journey.shipped()
    return MappingProxyType(
        {key: document.read(survey, stages) for key, survey in documents().items()}
    )
