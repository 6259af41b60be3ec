"""What the brief does not tell: asked, answered, skipped, not asked, and how themes were found."""

from collections.abc import Sequence

from surveys.questionnaire import asked
from voice_app.models.conversations import Answer
from voice_app.models.conversations import Conversation
from voice_app.pages.brief import Limits
from voice_app.pages.words import Quote
from voice_app.services.reviewing.gathering import Round
from voice_app.services.reviewing.gathering import question_of
from voice_app.store import surveys


def limits(this: Round, said: Sequence[Quote]) -> Limits:
    """The figures of this round. What was kept private is in none of them."""
    met = [answer for answer in this.own if question_of(this, answer)]
    states = [answer.state for answer in met]
    tags = [tag for quote in said for tag in quote.tags]
    machine = [tag.maker for tag in tags if tag.state == "suggested"]
    return Limits(
        asked=len(met),
        answered=states.count("answered"),
        skipped=states.count("skipped"),
        not_understood=len(states) - states.count("answered") - states.count("skipped"),
        not_asked=_not_asked(this, met),
        themes=len(tags),
        checked=sum(tag.state == "confirmed" for tag in tags),
        rules=tuple(dict.fromkeys(machine)),
        unclear=sum(answer.unclear for answer in met),
        since=this.since.date() if this.since else None,
    )


def _not_asked(this: Round, met: Sequence[Answer]) -> int:
    """Questions of this round's surveys that never came up: stopped before, or another way."""
    sittings = [this.sittings[number] for number in {answer.conversation_id for answer in met}]
    offered = sum(_offered(sitting) for sitting in sittings)
    return max(offered - len(met) - this.kept_private, 0)


def _offered(sitting: Conversation) -> int:
    if sitting.survey_version_id is None:
        return 0
    whole = surveys.questionnaire(sitting.survey_version_id).for_reader(sitting.band)
    return len(asked(tuple(whole.questions)))
