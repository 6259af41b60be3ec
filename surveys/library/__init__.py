"""The surveys that are shipped: one JSON document for each, covering every age band it is for."""

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from surveys import document
from surveys import journey
from surveys.questionnaire import Questionnaire


@cache
def documents() -> Mapping[str, Mapping[str, Any]]:
    """Each shipped survey's parsed JSON by its key, in alphabetical order; read once."""
    folder = resources.files(__name__)
    files = sorted(file.name for file in folder.iterdir() if file.name.endswith(".json"))
    parsed = [json.loads(folder.joinpath(name).read_text(encoding="utf-8")) for name in files]
    return MappingProxyType({survey["key"]: survey for survey in parsed})


@cache
def shipped() -> Mapping[str, Questionnaire]:
    """Each shipped survey by its key; raises ``DocumentRefused`` if a file has been spoilt."""
    stages = journey.shipped()
    return MappingProxyType(
        {key: document.read(survey, stages) for key, survey in documents().items()}
    )
