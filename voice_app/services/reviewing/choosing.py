"""Which words stand at the top of the brief, and which are shown under it on screen."""

from collections.abc import Sequence

from surveys.questions import FREE_TEXT
from voice_app.models.conversations import Answer
from voice_app.pages.words import Quote
from voice_app.services.reviewing.gathering import Round
from voice_app.services.reviewing.gathering import question_of
from voice_app.store import quotes

MOST_QUOTES = 6
SLIGHT = 4  # words
WORTH_QUOTING = 3  # words in a reply to a choice: "no im scared", not "2 tbh"


def is_a_quote(this: Round, answer: Answer) -> bool:
    """Free words, or more than a word or two beside a choice ("2 tbh" is read, and not quoted)."""
    if not answer.has_words or quotes.is_kept_out(answer):
        return False
    question = question_of(this, answer)
    picked = question is not None and question.kind not in FREE_TEXT
    return not picked or len((answer.words or "").split()) >= WORTH_QUOTING


def chosen(said: Sequence[Quote]) -> tuple[Quote, ...]:
    """The newest quote of each theme first, then the newest of the rest."""
    seen: set[str] = set()
    fresh: list[Quote] = []
    for quote in said:
        about = {tag.theme for tag in quote.tags} or {""}
        if about - seen:
            fresh.append(quote)
            seen |= about
    rest = [quote for quote in said if quote not in fresh]
    chosen = sorted([*fresh, *rest], key=_is_slight)[:MOST_QUOTES]
    return tuple(sorted(chosen, key=lambda quote: quote.said_at, reverse=True))


def _is_slight(quote: Quote) -> bool:
    """A word or two ("thx bye") gives way to words that say more, however new it is."""
    return len(quote.words.split()) < SLIGHT
