"""Parents' and carers' own words: apart, with who speaks, and only where they allowed it."""

from surveys.questions import Question
from voice_app.models.conversations import Answer
from voice_app.pages.brief import Others
from voice_app.policy import DEFAULT_WHO
from voice_app.services.reviewing.gathering import Round
from voice_app.services.reviewing.gathering import question_of
from voice_app.store import quotes
from voice_app.store import settings
from voice_app.store import worries
from voice_app.store.who_sees import ASKED_BY

MOST = 4


def others(this: Round) -> Others:
    """What may be shown, and how much may not. The authority can switch all of it off.

    Words under an open worry are the duty desk's to work with, and stand on no brief meanwhile.
    """
    said = [answer for answer in this.others if answer.has_words]
    if not settings.value("adults_on_the_brief"):
        return Others((), len(said), switched_off=True)
    apart = worries.set_apart({answer.id for answer in said})
    allowed = [
        answer
        for answer in said
        if answer.id not in apart and _may_be_shown(answer, question_of(this, answer))
    ]
    shown = quotes.quotes(allowed[:MOST])
    return Others(tuple(shown), len(said) - len(allowed), switched_off=False)


def _may_be_shown(answer: Answer, question: Question | None) -> bool:
    """They were asked who may see it on that very page, or let it be seen by more than the IRO.

    An answer that nobody asked this about (one by text) is not shown.
    """
    was_asked = question is not None and question.asks_who_sees and answer.channel in ASKED_BY
    return was_asked or answer.who_sees != DEFAULT_WHO
