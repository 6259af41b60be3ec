"""Syllables by spelling, on the words that surveys use and those that spelling misleads about."""

import pytest

from surveys.syllables import syllables

SAID = {
    1: "home homes house place hope hoped worked played school safe care whole while voice phone "
    "friend friends years eight likes liked asked 999 breathe once child",
    2: "houses wanted needed table little people college meeting placement safer safely careful "
    "carer worker social happy worried worries angry lonely didn't being going quiet before "
    "question questions useful patient special anxious sometimes grown-up sibling pathway respite",
    3: "officer reviewing decision family families somebody everything medicine advocate idea area "
    "radio museum assessment happiest permanence",
    4: "education information independent understanding statutory",
    5: "university participation",
}
EACH = [(word, count) for count, words in SAID.items() for word in words.split()]


@pytest.mark.parametrize(("word", "count"), EACH)
def test_a_word_has_the_syllables_that_are_heard(word: str, count: int) -> None:
    """More than sixty words, counted by ear."""
    assert syllables(word) == count
