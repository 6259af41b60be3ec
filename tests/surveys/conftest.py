"""The tiny surveys of ``examples/``, one for each behaviour."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from surveys import journey
from surveys.document import read
from surveys.questionnaire import Questionnaire

EXAMPLES = Path(__file__).parent / "examples"

ReadExample = Callable[[str], Questionnaire]
CopyDocument = Callable[[str], dict[str, Any]]


@pytest.fixture(scope="session")
def documents() -> dict[str, dict[str, Any]]:
    """Every example as parsed JSON."""
    return {
        path.stem: json.loads(path.read_text(encoding="utf-8")) for path in EXAMPLES.glob("*.json")
    }


@pytest.fixture(scope="session")
def document(documents: dict[str, dict[str, Any]]) -> CopyDocument:
    """A copy of one example's JSON, to be spoilt."""
    return lambda name: copy.deepcopy(documents[name])


@pytest.fixture(scope="session")
def example(documents: dict[str, dict[str, Any]]) -> ReadExample:
    """One example as a questionnaire."""
    read_once = {name: read(parsed, journey.shipped()) for name, parsed in documents.items()}
    return read_once.__getitem__
