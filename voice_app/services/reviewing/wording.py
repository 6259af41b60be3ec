"""One thing said and what is laid beside it: a translation, and what became of it in the plan."""

from dataclasses import dataclass
from dataclasses import replace
from datetime import datetime

from analysis import themes
from surveys.journey import shipped as journey
from voice_app.clock import london_day
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.accounts import StaffUser
from voice_app.models.conversations import Answer
from voice_app.models.conversations import Conversation
from voice_app.models.conversations import Reading
from voice_app.models.journey import Meeting
from voice_app.models.people import Person
from voice_app.models.reviews import Translation
from voice_app.models.reviews import ViewUse
from voice_app.pages.beside import Corrected
from voice_app.pages.beside import ReadBy
from voice_app.pages.beside import WordsPage
from voice_app.pages.words import Quote
from voice_app.services.reviewing import in_words
from voice_app.services.reviewing.briefing import NotYours
from voice_app.services.reviewing.gathering import use_shown
from voice_app.store import access
from voice_app.store import accounts
from voice_app.store import conversations
from voice_app.store import parts
from voice_app.store import quotes
from voice_app.store import record
from voice_app.store import rounds
from voice_app.store import views
from voice_app.store import who_sees

USED, NOT_USED = "used", "not_used"


class NotFilledIn(ValueError):
    """Something is missing that only a person can say; the message says what."""


@dataclass(frozen=True)
class NewTranslation:
    """What somebody says these words mean, in English, and who says so."""

    words: str
    translated_by: str  # a name, and what they are


@dataclass(frozen=True)
class NewUse:
    """Used in the plan: which, and where; or not used: why."""

    outcome: str
    plan_kind: str
    words: str


def words_page(person_id: int, answer_id: int, *, user_id: int, now: datetime) -> WordsPage | None:
    """One answer; raises ``NotYours``. None where this child has no such answer."""
    with writing():
        found = _readable(person_id, answer_id, user_id, now)
        if found is None:
            return None
        answer, conversation = found
        record.note(record.Deed(user_id, "saw", f"answer:{answer_id}", person_id), now=now)
        review = _review_for(answer, person_id)
        quote = _quote(answer, review, user_id)
        return WordsPage(
            person_id=person_id,
            name=db.session.get_one(Person, person_id).preferred_name,
            quote=quote,
            language=in_words.language(conversation.language),
            readers=_readers(answer_id),
            changed=answer.replaced_at is not None,
            corrected=_corrected(answer_id),
            review_id=review,
            may_use=review is not None and access.is_own_child(user_id, person_id, now=now),
            plan_kinds=tuple((key, kind.label) for key, kind in journey().plans.items()),
            themes=themes.others({tag.theme for tag in quote.tags}) if quote else (),
        )


def translate(
    person_id: int, answer_id: int, new: NewTranslation, *, user_id: int, now: datetime
) -> None:
    """Lay a translation beside words; raises ``NotYours``, ``NotFilledIn``.

    A correction is another row: the one before is kept, and not shown on the brief any more.
    """
    if not new.words.strip() or not new.translated_by.strip():
        raise NotFilledIn("Write what it says in English, and who translated it.")
    with writing():
        found = _readable(person_id, answer_id, user_id, now)
        if found is None or _is_kept_from(found[0], user_id):
            raise NotYours
        for before in views.translations([answer_id]).get(answer_id, ()):
            before.replaced_at = now
        row = Translation(
            answer_id=answer_id,
            words=new.words.strip(),
            translated_by=new.translated_by.strip(),
            entered_by=user_id,
            at=now,
        )
        db.session.add(row)
        deed = record.Deed(user_id, "changed", f"answer:{answer_id}", person_id, "translated")
        record.note(deed, now=now)


def say_use(answer_id: int, review_id: int, new: NewUse, *, user_id: int, now: datetime) -> None:
    """What became of a view at the review; raises ``NotYours``, ``NotFilledIn``.

    Said again, the newer word stands; the record keeps that it was said before.
    """
    _check(new)
    with writing():
        answer = db.session.get_one(Answer, answer_id)
        person_id = _whose(db.session.get_one(Conversation, answer.conversation_id))
        review = db.session.get_one(Meeting, review_id)
        own = access.is_own_child(user_id, person_id, now=now)
        if not own or review.person_id != person_id or _is_kept_from(answer, user_id):
            raise NotYours
        row = views.uses(review_id).get(answer_id)
        if row is None:
            row = ViewUse(review_id=review_id, answer_id=answer_id)
            db.session.add(row)
        row.outcome, row.words = new.outcome, new.words.strip()
        row.plan_kind = new.plan_kind if new.outcome == USED else ""
        row.decided_by, row.at = user_id, now
        deed = record.Deed(user_id, "changed", f"answer:{answer_id}", person_id, new.outcome)
        record.note(deed, now=now)


def _check(new: NewUse) -> None:
    if new.outcome not in (USED, NOT_USED):
        raise NotFilledIn("Say whether it was used in the plan, or not.")
    if new.outcome == USED and new.plan_kind not in journey().plans:
        raise NotFilledIn("Say which plan it was used in.")
    if not new.words.strip():
        missing = "where in the plan" if new.outcome == USED else "why it was not used"
        raise NotFilledIn(f"Write a few words: {missing}.")


def _readable(
    person_id: int, answer_id: int, user_id: int, now: datetime
) -> tuple[Answer, Conversation] | None:
    answer = db.session.get(Answer, answer_id)
    if answer is None or answer.taken_back_at is not None or who_sees.is_nameless(answer):
        return None  # this page says whose words they are
    conversation = db.session.get_one(Conversation, answer.conversation_id)
    if _whose(conversation) != person_id:
        return None
    if not access.may_read(user_id, conversation, now=now):
        raise NotYours
    return answer, conversation


def _whose(conversation: Conversation) -> int:
    return conversation.about_id or conversation.person_id or 0


def _is_kept_from(answer: Answer, user_id: int) -> bool:
    """Kept private from the IRO. Whoever has the duty to read every child's words still does."""
    choice = parts.decided([answer.id], None).get(answer.id)
    held = choice is not None and choice.held_back
    return held and not access.reads_for_all(db.session.get_one(StaffUser, user_id))


def _quote(answer: Answer, review_id: int | None, user_id: int) -> Quote | None:
    """The words, as the child let them through for their IRO; None: kept private."""
    if _is_kept_from(answer, user_id):
        return None
    quote = quotes.quote(answer)
    if not access.reads_for_all(db.session.get_one(StaffUser, user_id)):
        quote = parts.as_chosen(quote, parts.decided([answer.id], review_id).get(answer.id))
    used = views.uses(review_id).get(answer.id) if review_id else None
    names = accounts.names({used.decided_by}) if used else {}
    return replace(quote, used=use_shown(used, names))


def _review_for(answer: Answer, person_id: int) -> int | None:
    """The review a view belongs to: the first that is still to come, or was held after it."""
    said_on = london_day(answer.at)
    reviews = rounds.of(person_id)
    after = [each for each in reviews if each.held_on is None or each.held_on >= said_on]
    return after[0].id if after else None


def _readers(answer_id: int) -> tuple[ReadBy, ...]:
    rows: list[Reading] = conversations.all_readers(answer_id)
    names = accounts.names({row.user_id for row in rows})
    return tuple(ReadBy(names[row.user_id], row.at) for row in rows)


def _corrected(answer_id: int) -> tuple[Corrected, ...]:
    if not parts.is_as_written(answer_id):
        return ()  # it is of words that they have taken back
    return tuple(
        Corrected(row.words, row.translated_by, row.replaced_at)
        for row in views.all_translations(answer_id)
        if row.replaced_at is not None
    )
