"""What a child wants from the review: how to take part, who comes, a call, what to leave out."""

from voice_app.models.conversations import Answer
from voice_app.pages.brief import KeptOut
from voice_app.pages.brief import Want
from voice_app.services.reviewing.gathering import Round
from voice_app.services.reviewing.gathering import question_of
from voice_app.services.reviewing.gathering import quoted
from voice_app.store import conversations
from voice_app.store import quotes

PURPOSES = ("attend", "invite", "where", "advocate", "wants_contact")  # of questions, as shown
ADVOCATE = "speak_for_me"  # the choice of whoever wants somebody to speak for them
NAMES = {
    "attend": "How to take part",
    "invite": "Who comes",
    "where": "Where it is held",
    "advocate": "Somebody to speak for them",
}


def wants(this: Round) -> tuple[Want, ...]:
    """The latest answer to each question about the review itself, in a fixed order."""
    found: dict[str, tuple[str, Want]] = {}
    for answer in this.own:
        question = question_of(this, answer)
        if question and question.purpose in PURPOSES and answer.state == "answered":
            sitting = this.sittings[answer.conversation_id]
            label = question.short_label.of(sitting.language, sitting.band)
            choice = this.choices.get(answer.id)
            words = (choice.reworded if choice else None) or quotes.said(answer)
            want = Want(label, words, answer.id)
            found.setdefault(question.key, (question.purpose, want))
    ordered = sorted(found.values(), key=lambda each: PURPOSES.index(each[0]))
    return (*(want for _, want in ordered), *_advocate(this))


def not_asked(this: Round) -> tuple[str, ...]:
    """What nobody asked them about the review. Silent where something was kept private."""
    asked = {question.purpose for a in this.own if (question := question_of(this, a))}
    asked |= {"advocate"} if _choices_offered(this) else set()
    return () if this.kept_private else tuple(NAMES[key] for key in NAMES if key not in asked)


def kept_out(this: Round) -> tuple[KeptOut, ...]:
    """What is not to be raised in the room; in no list and on no paper."""
    apart = [answer for answer in this.own if quotes.is_kept_out(answer)]
    return tuple(KeptOut(quote.words, quote.answer_id) for quote in quoted(this, apart))


def _advocate(this: Round) -> tuple[Want, ...]:
    """Whoever picked "someone to speak for me" wants an advocate; it is said in so many words."""
    for answer in this.own:
        if _is_about_taking_part(this, answer) and answer.state == "answered":
            value = conversations.value(answer)
            if value == ADVOCATE or (isinstance(value, tuple) and ADVOCATE in value):
                return (Want(NAMES["advocate"], "Yes", answer.id),)
    return ()


def _choices_offered(this: Round) -> bool:
    asked = [question_of(this, a) for a in this.own if _is_about_taking_part(this, a)]
    return any(question and question.choice(ADVOCATE) for question in asked)


def _is_about_taking_part(this: Round, answer: Answer) -> bool:
    question = question_of(this, answer)
    return question is not None and question.purpose in ("attend", "invite")
