"""Answers as quotes: the words as written, with the marks that tags and flags lay over them."""

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from analysis import themes
from surveys.journey import shipped as journey
from surveys.questions import FREE_TEXT
from surveys.questions import NOT_SURE
from surveys.questions import Question
from surveys.questions import Value
from voice_app.db import db
from voice_app.models.conversations import Answer
from voice_app.models.conversations import Conversation
from voice_app.models.insight import ThemeTag
from voice_app.models.people import Person
from voice_app.models.reviews import Translation
from voice_app.models.worries import Worry
from voice_app.pages.words import HELPERS
from voice_app.pages.words import Mark
from voice_app.pages.words import Quote
from voice_app.pages.words import TagShown
from voice_app.pages.words import TranslationShown
from voice_app.pages.words import pieces
from voice_app.policy import Who
from voice_app.store import accounts
from voice_app.store import conversations
from voice_app.store import insight
from voice_app.store import parts
from voice_app.store import surveys
from voice_app.store import views
from voice_app.store import who_sees
from voice_app.store import without_name

KEPT_OUT = "not_in_the_room"  # the purpose of a question


@dataclass(frozen=True)
class Context:
    """What was looked up once for a number of answers."""

    conversations: Mapping[int, Conversation]
    tags: Mapping[int, list[ThemeTag]]
    names: Mapping[int, str]
    people: Mapping[int, Person]
    translations: Mapping[int, list[Translation]]
    private: frozenset[int]  # answers that are held back


def asked_in(answer: Answer) -> tuple[Conversation, Question | None]:
    """The conversation an answer was given in, and the question as that reader had it."""
    conversation = db.session.get_one(Conversation, answer.conversation_id)
    return conversation, question_of(conversation, answer.question)


def asked_in_all(answers: Sequence[Answer]) -> dict[int, Conversation]:
    """The conversations of these answers; while they are held, ``asked_in`` asks nothing more."""
    ids = {answer.conversation_id for answer in answers}
    rows = db.session.scalars(select(Conversation).where(Conversation.id.in_(ids)))
    return {row.id: row for row in rows}


def question_of(conversation: Conversation, key: str) -> Question | None:
    """A question of the survey of a conversation; None for words nobody asked for."""
    if conversation.survey_version_id is None:
        return None
    return surveys.questionnaire(conversation.survey_version_id).question(key)


def is_kept_out(answer: Answer) -> bool:
    """What they want kept out of the room: for their IRO apart, in no list and on no paper."""
    question = asked_in(answer)[1]
    return question is not None and question.purpose == KEPT_OUT and answer.state == "answered"


def quotes(answers: Sequence[Answer]) -> list[Quote]:
    """These answers as quotes, in the order given, with the words behind their tags marked."""
    context = _look_up(answers)
    return [_quote(answer, context) for answer in answers]


def quote(answer: Answer) -> Quote:
    """One answer as a quote."""
    return quotes([answer])[0]


def for_staff(answer: Answer) -> Quote:
    """An answer as the child would have it shown: in their new words where they chose new ones."""
    return parts.as_chosen(quote(answer), parts.decided({answer.id}, None).get(answer.id))


def with_worry(answer: Answer, worry: Worry) -> Quote:
    """An answer with the words marked that raised a worry."""
    shown = quote(answer)
    marks = tuple(Mark(start, end, "raised this") for start, end in worry.spans)
    return Quote(**{**vars(shown), "pieces": pieces(said(answer), marks)})


def is_kept_close(answer: Answer) -> bool:
    """Whether they hold it back, or were asked who it may be shown to and said: nobody else."""
    apart = who_sees.is_nameless(answer)
    return apart or parts.is_kept_private(answer.id) or _is_for_nobody_else(answer)


def _is_for_nobody_else(answer: Answer) -> bool:
    question = asked_in(answer)[1]
    asked = question is not None and question.asks_who_sees and answer.channel in who_sees.ASKED_BY
    return asked and answer.who_sees == Who.IRO and not answer.may_quote


def said(answer: Answer) -> str:
    """What they said: their words as written, or the words of what they picked."""
    if answer.words:
        return answer.words
    conversation, question = asked_in(answer)
    if question is None or answer.state != "answered":
        return ""
    return worded(question, conversations.value(answer), conversation)


def worded(question: Question, value: Value, conversation: Conversation) -> str:
    """A value in the words of the choice, as this reader saw them."""
    if value == NOT_SURE:
        return "I'm not sure"
    if question.kind in FREE_TEXT or isinstance(value, int):
        return str(value)
    picked = value if isinstance(value, tuple) else (value,)
    found = [question.choice(each) for each in picked]
    return ", ".join(c.wording.of(conversation.language, conversation.band) for c in found if c)


def _look_up(answers: Sequence[Answer]) -> Context:
    sittings = asked_in_all(answers)
    speakers = {row.person_id for row in sittings.values() if row.person_id}
    tags = insight.tags_of({answer.id for answer in answers})
    makers = {t.user_id or t.decided_by for many in tags.values() for t in many}
    rows = db.session.scalars(select(Person).where(Person.id.in_(speakers)))
    return Context(
        conversations=sittings,
        tags=tags,
        names=accounts.names({maker for maker in makers if maker}),
        people={row.id: row for row in rows},
        translations=views.translations({answer.id for answer in answers}),
        private=parts.kept_private({answer.id for answer in answers}),
    )


def _quote(answer: Answer, context: Context) -> Quote:
    conversation = context.conversations[answer.conversation_id]
    question = question_of(conversation, answer.question)
    words = said(answer)
    laid = context.tags.get(answer.id, [])
    tags = insight.standing(laid)
    asked = question.wording.of(conversation.language, conversation.band) if question else ""
    nameless = who_sees.is_nameless(answer)
    return Quote(
        answer_id=answer.id,
        pieces=pieces(words, tuple(_marks(tags))),
        said_at=answer.at,
        channel=answer.channel,
        question=asked,
        language=conversation.language,
        picked=_picked(answer, question, conversation),
        speaker="" if nameless else _speaker(conversation, context.people),
        helped_by="" if nameless or conversation.observed else _helper(conversation),
        observed=conversation.observed,
        who_sees=answer.who_sees,
        kept_close=nameless or answer.id in context.private or _is_for_nobody_else(answer),
        tags=tuple(_tag(tag, words, asked, context.names) for tag in tags),
        read=answer.read_at is not None,
        day_only=nameless or without_name.is_anonymous(conversation),
        shared=who_sees.may_leave_the_case(answer),
        not_about=tuple({tag.theme: None for tag in laid if tag.state == "rejected"}),
        translations=tuple(
            TranslationShown(each.words, each.language, each.translated_by)
            for each in context.translations.get(answer.id, ())
        ),
    )


def _picked(answer: Answer, question: Question | None, conversation: Conversation) -> str:
    """What they picked, where their words stand beside it."""
    if question is None or question.kind in FREE_TEXT or not answer.has_words:
        return ""
    beside = answer.state == "answered"
    return worded(question, conversations.value(answer), conversation) if beside else ""


def _helper(conversation: Conversation) -> str:
    return HELPERS.get(conversation.helped_by, conversation.helped_by)


def _speaker(conversation: Conversation, known: Mapping[int, Person]) -> str:
    """Who speaks about a child, as "Lorna, carer"; whose notes these are; empty: their own."""
    if conversation.observed:
        return f"Notes by {_helper(conversation) or 'somebody'}, not the child’s words"
    person = known.get(conversation.person_id or 0)
    if person is None or person.kind == "child":
        return ""
    return f"{person.preferred_name}, {person.kind}"


def _marks(tags: Sequence[ThemeTag]) -> list[Mark]:
    labels = themes.shipped().themes
    return [
        Mark(start, end, labels[t.theme].label)
        for t in tags
        for start, end in t.spans or t.leaned_on
    ]


def _short(rules: str) -> str:
    """The version of the rules without those of each language's word list and of the model."""
    return rules.partition(",")[0]


def _tag(tag: ThemeTag, words: str, asked: str, names: Mapping[int, str]) -> TagShown:
    runs = dict.fromkeys(words[start:end] for start, end in tag.spans or tag.leaned_on)
    because = ", ".join(f"“{run}”" for run in runs)
    stage = journey().stages.get(tag.stage)
    person = names.get(tag.decided_by or tag.user_id or 0, "")
    return TagShown(
        tag_id=tag.id,
        theme=tag.theme,
        label=themes.shipped().label(tag.theme),
        stage=stage.label if stage else "",
        because=because or (f"the question “{asked}”" if asked else ""),
        maker=person or _short(tag.rules or ""),
        state=tag.state,
        by_question=tag.rule == "question" and tag.rules is not None,
    )
