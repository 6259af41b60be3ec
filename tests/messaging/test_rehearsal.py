"""A survey tried as a conversation: every reply leads where it would by text."""

from gettext import NullTranslations

import pytest

from messaging.prompts import Reader
from messaging.rehearsal import rehearse
from surveys.library import shipped

READER = Reader(NullTranslations())


@pytest.mark.parametrize(
    "key", sorted(key for key, each in shipped().items() if not each.anonymous)
)
def test_every_survey_can_be_skipped_through_to_its_thanks(key: str) -> None:
    survey = shipped()[key].for_reader(
        "12-17" if "12-17" in shipped()[key].bands else "18+", by_text=True
    )
    played = rehearse(survey, READER, ["0"] * 20)
    assert played.over
    assert not played.lines[-1][0]


def test_a_reply_that_is_no_answer_is_asked_again() -> None:
    survey = shipped()["after-a-visit"].for_reader("12-17", by_text=True)
    played = rehearse(survey, READER, ["77"])
    assert not played.over
    assert [theirs for theirs, _ in played.lines] == [False, True, False]
    assert "listen to you?" in played.lines[2][1]


def test_the_same_replies_play_the_same() -> None:
    survey = shipped()["after-a-visit"].for_reader("12-17", by_text=True)
    assert rehearse(survey, READER, ["1", "2"]) == rehearse(survey, READER, ["1", "2"])
