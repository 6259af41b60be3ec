"""What the child said for this review, as they let it through, and what it says of the code."""

from collections.abc import Sequence

from surveys.participation import YOUNGEST
from surveys.participation import OnRecord
from voice_app.models.conversations import Answer
from voice_app.pages.words import Quote
from voice_app.services.concluding.mine import Case
from voice_app.store import after_review
from voice_app.store import parts
from voice_app.store import quotes

WORRYING = frozenset({"amber", "red"})  # flags


def shown(case: Case, said: Sequence[Answer]) -> list[Quote]:
    """The views of this round, in the words and for the eyes that the child decided.

    What they hold back is not among them, nor what they want kept out of the room.
    """
    seen = [answer for answer in said if after_review.is_view(answer)]
    choices = parts.decided({answer.id for answer in seen}, case.review.id)
    kept = [a for a in seen if not (choices.get(a.id) and choices[a.id].held_back)]
    return [parts.as_chosen(quote, choices.get(quote.answer_id)) for quote in quotes.quotes(kept)]


def quotable(seen: Sequence[Quote], said: Sequence[Answer]) -> list[Quote]:
    """Those that may stand in a text: none that somebody may have to help with first."""
    flags = {answer.id: answer.flag for answer in said}
    return [quote for quote in seen if flags.get(quote.answer_id) not in WORRYING]


def reasons(known: OnRecord) -> tuple[str, ...]:
    """What a suggestion rests on, as keys for the page's words."""
    if known.age is not None and known.age < YOUNGEST:
        return ("under_four",)
    said = "words_reached" if known.words_reached else "nothing_reached"
    found = [said, "advocate" if known.advocate else "no_advocate"]
    return (*found, "age_unknown") if known.age is None else tuple(found)
