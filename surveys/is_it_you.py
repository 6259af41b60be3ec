"""The soft check before personal questions, after a long silence: is this still your number?"""

from surveys.questions import Choice
from surveys.questions import Kind
from surveys.questions import Question
from surveys.questions import Wording


def _words(english: str) -> Wording:
    return Wording({"en": {"all": english}})


IS_IT_YOU = Question(
    key="is_it_you",
    kind=Kind.YES_NO,
    wording=_words("Is this still you?"),
    choices=(Choice("yes", _words("Yes")), Choice("no", _words("No"))),
)
