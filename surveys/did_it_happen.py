"""The question after a promise was due, the same for everybody: did it happen?"""

from surveys.questions import Choice
from surveys.questions import Kind
from surveys.questions import Question
from surveys.questions import Wording


def _choice(value: str, english: str) -> Choice:
    return Choice(value, Wording({"en": {"all": english}}))


def _asked(*choices: Choice) -> Question:
    asked = Wording({"en": {"all": "Did it happen?"}})
    return Question(key="did_it_happen", kind=Kind.ONE_CHOICE, wording=asked, choices=choices)


YES, A_BIT, NOT_YET = (
    _choice("yes", "Yes"),
    _choice("a_bit", "A bit"),
    _choice("not_yet", "Not yet"),
)

DID_IT_HAPPEN = _asked(YES, A_BIT, NOT_YET)  # on a page
BY_TEXT = _asked(YES, NOT_YET)  # a text offers two: "1 yes, 2 not yet"
IN_THEIR_WORDS = _asked(  # and understands what is written instead of a number
    YES,
    NOT_YET,
    A_BIT,
    _choice("yes", "It did"),
    _choice("yes", "It happened"),
    _choice("a_bit", "Kind of"),
    _choice("a_bit", "Kinda"),
    _choice("a_bit", "Sort of"),
    _choice("a_bit", "Half"),
    _choice("not_yet", "No"),
    _choice("not_yet", "It hasn't"),
    _choice("not_yet", "It didn't"),
    _choice("not_yet", "Hasn't happened"),
    _choice("not_yet", "Didn't happen"),
    _choice("not_yet", "Still waiting"),
)
