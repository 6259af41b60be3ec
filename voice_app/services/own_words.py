"""The words of this authority: "these words mean this theme", and ours that do not fit here.

Quality assurance and the Children in Care Council add them; they count from the next text on, and
for older ones once ``voice retag`` has run. Nothing is deleted.
"""

from dataclasses import dataclass
from datetime import datetime

from analysis import lexicon
from analysis import themes
from analysis.phrases import PhraseBook
from analysis.phrases import PhraseFault
from analysis.redact import redact
from voice_app.clock import london_day
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.teaching import LexiconWord
from voice_app.pages.teaching import ShippedWords
from voice_app.pages.teaching import WordShown
from voice_app.pages.teaching import WordsPage
from voice_app.store import accounts
from voice_app.store import record
from voice_app.store import teaching
from voice_app.store import threads

LONGEST = 60  # letters of a phrase
MOST_WORDS = 6


class CannotAdd(ValueError):
    """The words can't be added; the message says why, for the person who tried."""


@dataclass(frozen=True)
class NewWords:
    """Words to add to a theme, or ours to set aside. Both examples may be empty.

    ``from_answer`` is the text they were highlighted in.
    """

    kind: str  # added or set_aside
    theme: str
    phrase: str
    why: str
    must_match: str = ""
    must_not_match: str = ""
    from_answer: int | None = None


def add(new: NewWords, *, user_id: int, now: datetime) -> None:
    """Add words to a theme, or set ours aside; raises ``CannotAdd``."""
    phrase = " ".join(new.phrase.lower().split())
    with writing():
        _check(new, phrase)
        row = LexiconWord(
            kind=new.kind,
            language="en",
            theme=new.theme,
            phrase=phrase,
            why=new.why.strip(),
            must_match=new.must_match.strip(),
            must_not_match=new.must_not_match.strip(),
            made_by=user_id,
            made_at=now,
        )
        db.session.add(row)
        db.session.flush()
        record.note(record.Deed(user_id, "changed", f"word:{row.id}", None, new.kind), now=now)


def withdraw(word_id: int, *, user_id: int, now: datetime) -> None:
    """Take words back that were added or set aside; a repeat changes nothing."""
    with writing():
        row = db.session.get(LexiconWord, word_id)
        if row is not None and row.withdrawn_at is None:
            row.withdrawn_at, row.withdrawn_by = now, user_id
            record.note(
                record.Deed(user_id, "changed", f"word:{word_id}", None, "withdrawn"), now=now
            )


def page(theme: str) -> WordsPage:
    """The words of this authority, and what we ship for one theme."""
    labels = {key: each.label for key, each in themes.shipped().themes.items()}
    rows = teaching.words_now()
    names = accounts.names({row.made_by for row in rows})
    return WordsPage(
        own=tuple(
            WordShown(
                row.id,
                row.phrase,
                labels.get(row.theme, row.theme),
                row.kind,
                row.why,
                names.get(row.made_by, ""),
                london_day(row.made_at),
                row.withdrawn_at is not None,
            )
            for row in rows
        ),
        shipped=_shipped(theme, labels[theme]) if theme in labels else None,
        themes=tuple(labels.items()),
    )


def _shipped(theme: str, label: str) -> ShippedWords:
    entries = tuple(
        (entry.who, entry.why, tuple(phrase for phrase, _ in entry.phrases))
        for entry in lexicon.shipped()["en"].entries
        if entry.theme == theme
    )
    return ShippedWords(theme, label, entries)


def _check(new: NewWords, phrase: str) -> None:
    if new.kind not in ("added", "set_aside") or new.theme not in themes.shipped().themes:
        raise CannotAdd("Choose a theme first.")
    if not new.why.strip():
        raise CannotAdd("Say in a few words why, for whoever reads the list after you.")
    if len(phrase) > LONGEST or len(phrase.split()) > MOST_WORDS:
        raise CannotAdd(f"Use {MOST_WORDS} words at most: short phrases are found more often.")
    if _names_somebody(phrase, new.from_answer):
        raise CannotAdd("There is a name in these words. Leave it out.")
    if new.kind == "set_aside":
        _check_is_ours(new.theme, phrase)
    else:
        _check_examples(new, phrase)


def _check_examples(new: NewWords, phrase: str) -> None:
    try:
        book = PhraseBook([(phrase, new.theme)])
    except PhraseFault:
        raise CannotAdd("These are only small words. Say what it is about.") from None
    if new.must_match.strip() and not book.find(book.read(new.must_match)):
        raise CannotAdd("The words are not found in the sentence that they must be found in.")
    if new.must_not_match.strip() and book.find(book.read(new.must_not_match)):
        raise CannotAdd("The words are found in the sentence that they must not be found in.")


def _check_is_ours(theme: str, phrase: str) -> None:
    listed = {(cue.theme, words) for words, cue in lexicon.shipped()["en"].cues.entries}
    if (theme, phrase) not in listed:
        raise CannotAdd(
            "That is not one of our phrases for this theme. Write it just as it is listed."
        )


def _names_somebody(phrase: str, answer_id: int | None) -> bool:
    """Whether a name of the network of whoever wrote it stands in a phrase, or a number."""
    found = threads.thread(answer_id) if answer_id else None
    return bool(redact(phrase, found.network if found else ()).cuts)
