"""The question that closes every thread, the same for everybody: did it help?"""

from surveys.questions import Choice
from surveys.questions import Kind
from surveys.questions import Question
from surveys.questions import Wording


def _words(english: str) -> Wording:
    return Wording({"en": {"all": english}})


DID_IT_HELP = Question(
    key="did_it_help",
    kind=Kind.ONE_CHOICE,
    wording=_words("Did it help?"),
    choices=(
        Choice("yes", _words("Yes")),
        Choice("a_bit", _words("A bit")),
        Choice("same", _words("Same")),
        Choice("worse", _words("Worse")),
    ),
)
