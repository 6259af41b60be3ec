"""What a text gives away to whoever glances at the phone."""

import pytest

from messaging.glance import gives_away


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("See you at four.", ()),
        ("Hi Jaz, see you at four.", ("Jaz",)),
        ("hi JAZ merrin", ("Jaz", "Merrin")),
        ("Your Social Worker rang the children\u2019s home.", ("children's home", "social worker")),
        ("Take care!", ()),
        ("I do care. Jazz is on at four.", ()),
    ],
)
def test_names_and_care_words_are_found_whole(words: str, found: tuple[str, ...]) -> None:
    assert gives_away(words, ["Jaz", "Merrin"]) == found
