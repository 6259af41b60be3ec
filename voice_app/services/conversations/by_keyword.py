"""STOP, START and HELP; and the soft words HELLO, LINK and the name of a language."""

from messaging import keywords
from messaging import prompts
from messaging.keywords import Soft
from surveys.engine import Stopped
from voice_app.db import db
from voice_app.models.conversations import Conversation
from voice_app.models.people import OptOut
from voice_app.models.surveys import Invitation
from voice_app.services.conversations.asking import reader_of
from voice_app.services.conversations.heard import Heard
from voice_app.services.conversations.heard import ask_again
from voice_app.services.conversations.heard import keep_as_message
from voice_app.services.conversations.heard import message
from voice_app.services.conversations.heard import reply
from voice_app.services.conversations.sure import is_sure
from voice_app.services.conversations.taking import Manner
from voice_app.services.conversations.taking import sit
from voice_app.services.conversations.taking import take
from voice_app.services.conversations.withdrawing import agreed_by_start
from voice_app.store import conversations
from voice_app.store import people
from voice_app.store import queue
from voice_app.store import surveys


def stop(heard: Heard, *, only_the_word: bool) -> str:
    """STOP means stop asking me. What else they wrote is kept and read."""
    conversation = conversations.open_on_phone(heard.index, now=heard.now)  # locked before texts
    if people.opted_out(heard.index) is None:
        db.session.add(OptOut(address_index=heard.index, since=heard.now))
    queue.withdraw_to(heard.index)
    if conversation:
        sitting = sit(conversation, by_text=True)
        take(sitting, Stopped(), Manner("text", heard.now))
        heard.text.conversation_id = conversation.id
    if not only_the_word:
        keep_as_message(heard)
    said_more = not only_the_word and keywords.says_why(heard.words)
    if heard.acted != "STOP":  # else the provider has said so, and would refuse our own
        reply(heard, "stop", prompts.stopped(heard.reader, said_more=said_more))
    return "stop"


def start(heard: Heard) -> str:
    """START lifts the stop and goes on with the survey that was stopped or is open."""
    lifted = people.lift_opt_outs(heard.index, now=heard.now)
    if len(heard.senders) == 1:
        agreed_by_start(heard.senders[0].id, now=heard.now)
    stopped = conversations.stopped_on_phone(heard.index, now=heard.now) if lifted else None
    conversation = stopped or conversations.open_on_phone(heard.index, now=heard.now)
    if conversation is None or not heard.may_be(conversation.person_id):
        reply(heard, "start", prompts.started(heard.reader, was_stopped=lifted))
        return "start"
    conversation.state = "open"
    if queue.bring_forward(conversation.id, now=heard.now):
        return "start"  # the first texts were waiting for the end of quiet hours
    ask_again(heard, conversation, prompts.started(heard.reader) if lifted else "")
    return "start"


def help_is_here(heard: Heard) -> str:
    """HELP answers with who we are and where help is now; the question stays open.

    It may be a cry for help, so a person reads it like any other words.
    """
    keep_as_message(heard)
    reply(heard, "help", prompts.help(heard.reader, service=heard.service))
    return "help"


def softly(heard: Heard, soft: Soft, conversation: Conversation | None) -> str:
    """Act on a word that is only a wish where it is no answer: hello, link, a language."""
    if soft.kind == "hello":
        return _hello(heard, conversation)
    if soft.kind == "link":
        return _link(heard, conversation)
    return _language(heard, soft.language, conversation)


def _hello(heard: Heard, conversation: Conversation | None) -> str:
    """HELLO at any time: where they were, else questions of their own. They asked: no budget."""
    if conversation:
        ask_again(heard, conversation, "")
        return "hello"
    if len(heard.senders) != 1:
        return message(heard)
    begun = conversations.open_without_phone(heard.senders[0].id, now=heard.now)
    if begun:
        begun.phone_index = heard.index
        queue.put_job("open_on_hello", begun.id, now=heard.now)
    else:
        queue.put_job("ask_on_hello", heard.senders[0].id, now=heard.now)
    return "hello"


def _link(heard: Heard, conversation: Conversation | None) -> str:
    """LINK: the same survey on the web, where they are in it; else their own page."""
    code = ""
    if any(not is_sure(person.id, heard.index, now=heard.now) for person in heard.senders):
        return message(heard)  # the page behind it is not for whoever has the number now
    if conversation and conversation.invitation_id:
        code = db.session.get_one(Invitation, conversation.invitation_id).code
    elif len(heard.senders) == 1:
        code = surveys.newest_code(heard.senders[0].id, now=heard.now)
    if not code or not heard.public_url:
        return message(heard)
    link = f"{heard.public_url}/s/{code}"
    reply(heard, "link", prompts.link(heard.reader, link=link, survey=conversation is not None))
    return "link"


def _language(heard: Heard, language: str, conversation: Conversation | None) -> str:
    """The name of a language: the questions go on in it, as far as the council wrote them so.

    They asked for it: what the council wrote and signed off waits for no switch of the authority's.
    """
    if len(heard.senders) == 1:
        heard.senders[0].language = language
    if conversation is None:
        reply(heard, "language", prompts.language_kept(heard.reader))
        return "language"
    written = surveys.questionnaire(conversation.survey_version_id or 0).languages
    if language not in written:
        keep_as_message(heard)
        ask_again(heard, conversation, prompts.not_in_it(reader_of(conversation)))
        return "language"
    conversation.language = language
    ask_again(heard, conversation, prompts.in_it_now(reader_of(conversation)))
    return "language"
