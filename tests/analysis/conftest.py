"""The word lists are read once, before the first test, so that no single test pays for it."""

import pytest

from analysis.comment import Comment
from analysis.language import tongue
from analysis.sense import sense
from analysis.tagger import tag
from analysis.worry import screen


@pytest.fixture(scope="session", autouse=True)
def _lists_read() -> None:
    for reads in (tag, screen, sense):
        reads(Comment("read the lists"))
    tongue(Comment("zeg mij welke taal dit toch wel mag zijn"))  # loads the letter pairs
