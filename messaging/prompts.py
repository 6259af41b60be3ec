"""The words of a text out. Short, kind, straight; a reading age of 9 or below; all in GSM-7.

No text carries a name unless it is handed one, and the first carries no word of care: phones are
shared and change hands. The words come through gettext, so each is written out where it is used.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from textwrap import shorten
from typing import Protocol

from babel.support import NullTranslations
from babel.support import Translations

from messaging.alphabet import gentle
from surveys.questions import FREE_TEXT
from surveys.questions import NOT_SURE
from surveys.questions import Kind
from surveys.questions import Problem
from surveys.questions import Question
from surveys.questions import Value

DOMAIN = "messaging"
GROWN = "18+"  # the band whose helpline is not Childline
LONGEST_PROMISE = 200  # letters: with the question behind it, two parts of a text


class Phrases(Protocol):
    """A catalogue of our own phrases in one language."""

    def gettext(self, message: str) -> str:
        """The phrase in this language, or as it stands."""

    def ngettext(self, singular: str, plural: str, num: int) -> str:
        """The form of the phrase that goes with ``num``."""


@dataclass(frozen=True)
class Reader:
    """Whom a text is for: the words of which band and language, and our phrases in it."""

    phrases: Phrases
    language: str = "en"
    band: str = "12-17"


@dataclass(frozen=True)
class Place:
    """Where a question stands among those this person is asked: 2 of 5."""

    number: int
    of: int


def catalogue(directory: Path, language: str) -> NullTranslations | Translations:
    """Our phrases in a language; English as written where there is no translation."""
    return Translations.load(directory, [language], domain=DOMAIN)


def question(asked: Question, reader: Reader, *, place: Place, before: str = "") -> str:
    """One question: ``before`` (an information screen, what was saved), place, words, choices."""
    words = asked.by_text or asked.wording
    where = reader.phrases.gettext("%(place)s of %(of)s.") % {
        "place": place.number,
        "of": place.of,
    }
    return _joined(before, where, words.of(reader.language, reader.band), _how(asked, reader))


def information(screen: Question, reader: Reader) -> str:
    """An information screen, to go before the next question."""
    words = screen.by_text or screen.wording
    return _joined(words.of(reader.language, reader.band))


def opening(reader: Reader, *, service: str, questions: int, link: str = "") -> str:
    """The first text, at most two parts: who asks, who reads, what we must pass on, ways out."""
    _ = reader.phrases.gettext
    hello = _("Hi, it's %(service)s.") % {"service": service}
    count = reader.phrases.ngettext(
        "%(num)s short question.", "%(num)s short questions.", questions
    ) % {"num": questions}
    reads = _("A person reads what you say.")
    tells = _("If someone may get hurt, we have to tell someone who can help.")
    ways_out = _("Skip one: 0. No more: STOP. Not read day and night.")
    online = _("Or online: %(link)s") % {"link": link} if link else ""
    return _joined(hello, count, reads, tells, ways_out, _get_help(reader), online)


def is_it_you(reader: Reader, *, service: str) -> str:
    """The soft check before personal questions: it names nobody and says nothing of care."""
    _ = reader.phrases.gettext
    return _joined(
        _("Hi, it's %(service)s.") % {"service": service},
        _("It has been a while. Did you use this number with us before? Reply 1 yes, 2 no."),
        _("No more texts: STOP."),
    )


def not_you(reader: Reader) -> str:
    """To whoever has the number now."""
    return reader.phrases.gettext("Thank you for telling us. We will not text this number again.")


def hello(reader: Reader) -> str:
    """The reply to HELLO where there is nothing to ask them now."""
    return _joined(
        reader.phrases.gettext(
            "Hello. We have no questions for you now. Tell us anything in your own words: "
            "a person reads it within one working day."
        ),
        _get_help(reader),
    )


def link(reader: Reader, *, link: str, survey: bool) -> str:
    """The reply to LINK: the same questions on the web, or their own page."""
    _ = reader.phrases.gettext
    if survey:
        return _("Go on online, where you stopped: %(link)s") % {"link": link}
    return _("Your page: %(link)s") % {"link": link}


def in_it_now(reader: Reader) -> str:
    """Before the question, once the language was changed."""
    return reader.phrases.gettext("OK. We go on like this.")


def not_in_it(reader: Reader) -> str:
    """Before the question, where the survey is not in the language they asked for."""
    return reader.phrases.gettext(
        "Sorry, these questions are not in that language yet. You can answer in it: "
        "a person will read your words."
    )


def language_kept(reader: Reader) -> str:
    """The reply to the name of a language where nothing is being asked."""
    return reader.phrases.gettext("OK. We will use it where we can. Write to us in any language.")


def reminder(reader: Reader) -> str:
    """Before the first question, asked once more: no name, no blame, and a way out."""
    return reader.phrases.gettext(
        "Hi again. No rush, and you do not have to. We will not remind you again. No more: STOP."
    )


def problem(found: Problem, asked: Question, reader: Reader) -> str:
    """What was wrong with a reply, that it is safe, and how to answer; goes before a question.

    ``asked`` is the question that follows: the same again, or the next for ``NOT_ASKED_NOW``.
    """
    happened = _what_happened(found, asked, reader)
    if found is Problem.NOT_ASKED_NOW:
        return happened
    return _joined(happened, _how_again(asked, reader))


def moved_on(reader: Reader) -> str:
    """Before the next question, when two replies in a row could not be read."""
    return reader.phrases.gettext(
        "We could not read that. Your words are kept and a person will read them."
    )


def unsure_which(reader: Reader) -> str:
    """Before what was asked last, where a reply may have been meant for the question before it."""
    return reader.phrases.gettext(
        "Sorry, we are not sure which question that was for. "
        "Your words are kept and a person will read them."
    )


def no_words(reader: Reader) -> str:
    """After a picture, or nothing at all."""
    return reader.phrases.gettext("Your text had no words. Pictures do not reach us.")


def acknowledged(asked: Question, value: Value, reader: Reader) -> str:
    """What we took the last reply to be, so that a wrong reading shows at once."""
    _ = reader.phrases.gettext
    if asked.kind in FREE_TEXT and value != NOT_SURE:
        return _("Saved just as you wrote it.")
    return gentle(_("Got it: %(answer)s.") % {"answer": _shown(asked, value, reader)})


def skipped(reader: Reader) -> str:
    """After a skip."""
    return reader.phrases.gettext("OK, skipped.")


def thanks(reader: Reader, *, words: str = "") -> str:
    """After the last question; ``words`` are the survey's own thanks."""
    _ = reader.phrases.gettext
    return _joined(
        words or _("Thank you. That was the last question."),
        _("A person will read what you said. You can text us any time."),
    )


def stopped(reader: Reader, *, said_more: bool = False) -> str:
    """The reply to STOP, one part. It stops our asking, never our listening.

    Who ``said_more`` than stop hears of that first: it may be a cry for help.
    """
    _ = reader.phrases.gettext
    if said_more:
        return _joined(
            _("Thank you for telling us."),
            _("A person will read this within one working day."),
            _("No more questions. Back on: START."),
            _get_help(reader),
        )
    return _joined(
        _("OK, no more questions. What you told us is kept."),
        _("You can still text us and a person reads it. Back on: START."),
        _get_help(reader),
    )


def started(reader: Reader, *, was_stopped: bool = True) -> str:
    """The reply to START, one part: to who was stopped, and to who never was."""
    if not was_stopped:
        return reader.phrases.gettext(
            "Hi. We may text you questions now and then. To stop: STOP. "
            "You can text us any time and a person reads it."
        )
    return reader.phrases.gettext(
        "OK, you are back on. We may text you questions again. To stop: STOP. "
        "You can text us any time and a person reads it."
    )


def help(reader: Reader, *, service: str) -> str:  # noqa: A001 - it is the reply to HELP
    """The reply to HELP. It may be a cry for help, so where to get it comes first."""
    _ = reader.phrases.gettext
    return _joined(
        _get_help(reader),
        _("This is %(service)s. Text us any time: a person reads it, but not day and night.")
        % {"service": service},
        _("No more questions: STOP."),
    )


def unknown_sender(reader: Reader, *, service: str) -> str:
    """The one reply to a number we do not know."""
    _ = reader.phrases.gettext
    return _joined(
        _("This is %(service)s. We do not know this number.") % {"service": service},
        _("A person will read your text, but not day and night."),
        _get_help(reader),
    )


def received_message(reader: Reader) -> str:
    """The reply to a message they began: the same for every message, whatever it says."""
    _ = reader.phrases.gettext
    return _joined(
        _("Thank you for telling us."),
        _("A person will read this within one working day."),
        _("We are not here all the time."),
        _get_help(reader),
    )


def told_back(reader: Reader, *, words: str) -> str:
    """What was done about what they said, in ``words`` as written by whoever did it."""
    ask = reader.phrases.gettext("Did it help? Reply 1 yes, 2 a bit, 3 same, 4 worse")
    return f"{words.strip()} {ask}"


def helped_thanks(reader: Reader) -> str:
    """After "did it help?", whatever they said."""
    return reader.phrases.gettext(
        "Thank you for telling us. A person will read it. You can text us any time."
    )


def did_it_happen(reader: Reader, *, words: str, who: str) -> str:
    """What ``who`` promised (``words``), the day after it was due; only to a number that is theirs.

    Long words end in three dots: they are ours, and stand whole on their page.
    """
    _ = reader.phrases.gettext
    said = shorten(words, LONGEST_PROMISE, placeholder=" ...")
    promised = _("From your review: %(words)s (%(who)s).") % {"words": said, "who": who}
    return _joined(promised, _("Did it happen? Reply 1 yes, 2 not yet"))


def happened_thanks(reader: Reader, *, yes: bool) -> str:
    """After "did it happen?"."""
    _ = reader.phrases.gettext
    if yes:
        return _("Thank you for telling us. You can text us any time.")
    return _joined(
        _("Thank you for telling us."),
        _("The person who runs your review can see that it is not done."),
        _("You can text us any time."),
    )


def brief_offer(reader: Reader, *, service: str, link: str, confirmed: bool) -> str:
    """They may look first at what will be passed on.

    No word of care to a number that may not be theirs: ``confirmed`` says whether somebody has
    replied from it.
    """
    _ = reader.phrases.gettext
    if not confirmed:
        hello = _("Hi, it's %(service)s.") % {"service": service}
        return _joined(
            hello, _("Look first, before we pass on what you said: %(link)s") % {"link": link}
        )
    return _joined(
        _("Your review is soon. See first what we will pass on: %(link)s") % {"link": link},
        _("You can change it, or keep a part private. You do not have to do anything."),
    )


def _get_help(reader: Reader) -> str:
    _ = reader.phrases.gettext
    if reader.band == GROWN:
        return _("Danger? 999. To talk, free: Samaritans 116 123.")
    return _("Danger? 999. To talk, free: Childline 0800 1111.")


def _how(asked: Question, reader: Reader) -> str:
    """How to answer: the choices with their numbers, or what to write."""
    _ = reader.phrases.gettext
    not_sure = [_("? not sure")] if asked.not_sure else []
    if asked.choices:
        options = ", ".join([*_numbered(asked, reader), *not_sure])
        if asked.kind is Kind.SEVERAL_CHOICES:
            return _("%(options)s. You can pick more than one, like 1 2") % {"options": options}
        return options
    if asked.kind is Kind.NUMBER:
        return ", ".join([_("Reply with a number"), *not_sure])
    return ", ".join([_("Use your own words"), *not_sure])


def _how_again(asked: Question, reader: Reader) -> str:
    _ = reader.phrases.gettext
    if asked.kind is Kind.NUMBER:
        return _("Reply with a number, or SKIP:")
    if asked.kind is Kind.SEVERAL_CHOICES:
        return _("Reply with numbers, like 1 2, or 0 to skip:")
    if asked.choices:
        return _("Reply with one number, or 0 to skip:")
    return _("Use your own words, or 0 to skip:")


def _what_happened(found: Problem, asked: Question, reader: Reader) -> str:
    _ = reader.phrases.gettext
    match found:
        case Problem.NOTHING_GIVEN:
            return no_words(reader)
        case Problem.TOO_SMALL:
            return _("That number is too small. The least is %(least)s.") % {"least": asked.least}
        case Problem.TOO_BIG:
            return _("That number is too big. The most is %(most)s.") % {"most": asked.most}
        case Problem.TOO_LONG:
            return _("That is too long for this question. Your words are kept and we read them.")
        case Problem.NOT_ASKED_NOW:
            return _("That question has gone by. Your words are kept and we read them.")
        case _:
            return _("Sorry, we could not read that. Your words are kept.")


def _numbered(asked: Question, reader: Reader) -> Iterator[str]:
    for number, choice in enumerate(asked.choices, start=1):
        yield f"{number} {choice.wording.of(reader.language, reader.band)}"


def _shown(asked: Question, value: Value, reader: Reader) -> str:
    if value == NOT_SURE:
        return reader.phrases.gettext("not sure")
    values: Iterable[Value] = value if isinstance(value, tuple) else (value,)
    numbered = dict(zip((c.value for c in asked.choices), _numbered(asked, reader), strict=True))
    return ", ".join(numbered.get(str(v), str(v)) for v in values)


def _joined(*parts: str) -> str:
    return gentle(" ".join(part for part in parts if part))
