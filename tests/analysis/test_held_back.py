"""What waits for a person's look before young people read it, and what does not."""

import pytest

from analysis.held_back import Kept
from analysis.held_back import kept_back

PEOPLE = {("Jaz", "Merrin"), ("Zoë", "Ashby")}
GROUP = ("Bee", "Zed")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("Did people listen to you this month?", Kept.NOT),
        ("jaz had a good idea about this", Kept.NOT),
        ("Ask Jaz Merrin, she knows", Kept.FINDS_SOMEBODY),
        ("zoe ashby told me", Kept.FINDS_SOMEBODY),
        ("I live at 14 Elder Bank Road now", Kept.FINDS_SOMEBODY),
        ("text me 07700 900417", Kept.FINDS_SOMEBODY),
        ("i want to kill myself", Kept.WORRY),
        ("Jaz Merrin said i want to kill myself", Kept.WORRY),
        ("you are so stupid", Kept.UNKIND),
        ("bee is a loser", Kept.UNKIND),
        ("what a slag", Kept.UNKIND),
        ("Does anyone at school call you fat?", Kept.NOT),
        ("that question is stupid", Kept.NOT),
        ("", Kept.NOT),
    ],
)
def test_what_is_kept_back_and_why(words: str, why: Kept) -> None:
    assert kept_back(words, full_names=PEOPLE, group=GROUP) is why
