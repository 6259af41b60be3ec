"""The words we send: short, plain, complete, and within the parts they promise."""

import io
from pathlib import Path

import pytest
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations

from messaging import prompts
from messaging.alphabet import Alphabet
from messaging.alphabet import measure
from messaging.prompts import Place
from messaging.prompts import Reader
from surveys.questions import NOT_SURE
from surveys.questions import Choice
from surveys.questions import Kind
from surveys.questions import Problem
from surveys.questions import Question
from surveys.questions import Wording

SERVICE = "Northbeck voices"
LINK = "https://voices.northbeck.example/s/j7k2m9p4tx"
CHILD = Reader(NullTranslations())
GROWN = Reader(NullTranslations(), band="18+")


def says(words: str) -> Wording:
    return Wording({"en": {"all": words}})


LISTENED = Question(
    "listened",
    Kind.SCALE,
    says("This month, have the people you live with listened to you?"),
    by_text=says("This month, have people where you live listened to you?"),
    choices=tuple(
        Choice(words.lower(), says(words))
        for words in ("Not at all", "A bit", "Sometimes", "Mostly", "All the time")
    ),
    not_sure=True,
)
TOPICS = Question(
    "topics",
    Kind.SEVERAL_CHOICES,
    says("What matters most?"),
    choices=(Choice("room", says("My room")), Choice("food", says("Food"))),
)
NIGHTS = Question("nights", Kind.NUMBER, says("How many nights?"), least=0, most=7)
BETTER = Question("better", Kind.LONG_TEXT, says("What would make it better?"))
QUESTIONS = (LISTENED, TOPICS, NIGHTS, BETTER)


def test_a_question_says_its_place_its_words_and_its_numbered_choices() -> None:
    assert prompts.question(LISTENED, CHILD, place=Place(2, 5), before="OK, skipped.") == (
        "OK, skipped. 2 of 5. This month, have people where you live listened to you? "
        "1 Not at all, 2 A bit, 3 Sometimes, 4 Mostly, 5 All the time, ? not sure"
    )


def test_each_kind_of_question_says_how_to_answer() -> None:
    first = Place(1, 4)
    assert prompts.question(TOPICS, CHILD, place=first).endswith(
        "1 My room, 2 Food. You can pick more than one, like 1 2"
    )
    assert prompts.question(NIGHTS, CHILD, place=first).endswith("Reply with a number")
    assert prompts.question(BETTER, CHILD, place=first).endswith("Use your own words")


def test_the_councils_curly_quotes_do_not_double_the_cost() -> None:
    curly = Question("q", Kind.LONG_TEXT, says("What’s “home” to you…"))
    text = prompts.question(curly, CHILD, place=Place(1, 1))
    assert """What's "home" to you...""" in text
    assert measure(text).alphabet is Alphabet.GSM_7


def test_an_information_screen_uses_its_shorter_words() -> None:
    screen = Question("s", Kind.INFORMATION, says("A long one."), by_text=says("Short."))
    assert prompts.information(screen, CHILD) == "Short."


@pytest.mark.parametrize("reader", [CHILD, GROWN])
@pytest.mark.parametrize("count", [1, 5])
def test_the_first_text_says_all_it_must_and_no_word_of_care(reader: Reader, count: int) -> None:
    text = prompts.opening(reader, service=SERVICE, questions=count)
    for needed in (SERVICE, f"{count} short question", "0", "STOP", "day and night", "999"):
        assert needed in text
    assert "A person reads what you say." in text
    assert "If someone may get hurt, we have to tell someone who can help." in text
    for word in ("care", "child ", "review", "social worker", "council", "looked after"):
        assert word not in text.lower()


def test_a_child_is_given_childline_and_a_grown_reader_is_not() -> None:
    assert "Childline 0800 1111" in prompts.stopped(CHILD)
    assert "Childline" not in prompts.stopped(GROWN)
    assert "Samaritans 116 123" in prompts.stopped(GROWN)


def texts(reader: Reader) -> dict[str, tuple[str, int]]:
    """Each text and the most parts it may take."""
    return {
        "opening": (prompts.opening(reader, service=SERVICE, questions=5), 2),
        "opening, link": (prompts.opening(reader, service=SERVICE, questions=5, link=LINK), 2),
        "moved on": (prompts.moved_on(reader), 1),
        "unsure which": (prompts.unsure_which(reader), 1),
        "reminder": (prompts.reminder(reader), 1),
        "is it you": (prompts.is_it_you(reader, service=SERVICE), 1),
        "not you": (prompts.not_you(reader), 1),
        "hello": (prompts.hello(reader), 2),
        "link": (prompts.link(reader, link=LINK, survey=True), 1),
        "link to their page": (prompts.link(reader, link=LINK, survey=False), 1),
        "another language": (prompts.in_it_now(reader), 1),
        "not in that language": (prompts.not_in_it(reader), 1),
        "language kept": (prompts.language_kept(reader), 1),
        "skipped": (prompts.skipped(reader), 1),
        "saved": (prompts.acknowledged(BETTER, "words", reader), 1),
        "thanks": (prompts.thanks(reader), 1),
        "stopped": (prompts.stopped(reader), 1),
        "started": (prompts.started(reader), 1),
        "not stopped": (prompts.started(reader, was_stopped=False), 1),
        "stopped, and why": (prompts.stopped(reader, said_more=True), 1),
        "help": (prompts.help(reader, service=SERVICE), 1),
        "unknown sender": (prompts.unknown_sender(reader, service=SERVICE), 1),
        "received": (prompts.received_message(reader), 1),
        "told back": (prompts.told_back(reader, words="The room was booked twice."), 1),
        "helped": (prompts.helped_thanks(reader), 1),
        "promised": (prompts.did_it_happen(reader, words="word " * 80, who="Dev Invented"), 2),
        "happened": (prompts.happened_thanks(reader, yes=True), 1),
        "not yet": (prompts.happened_thanks(reader, yes=False), 1),
        "look first": (_look_first(reader, confirmed=False), 1),
        "look first, known": (_look_first(reader, confirmed=True), 2),
        **{
            asked.key: (prompts.question(asked, reader, place=Place(1, 4)), 1)
            for asked in QUESTIONS
        },
        **{
            f"{found} {asked.key}": (prompts.problem(found, asked, reader), 1)
            for found in Problem
            for asked in QUESTIONS
        },
    }


def _look_first(reader: Reader, *, confirmed: bool) -> str:
    return prompts.brief_offer(reader, service=SERVICE, link=LINK, confirmed=confirmed)


@pytest.mark.parametrize("reader", [CHILD, GROWN])
def test_every_text_is_plain_and_within_its_parts(reader: Reader) -> None:
    for name, (text, most) in texts(reader).items():
        found = measure(text)
        assert (found.alphabet, found.parts <= most) == (Alphabet.GSM_7, True), (name, text)


def test_no_text_shouts_or_leaves_a_gap() -> None:
    for text, _ in texts(CHILD).values():
        assert "!" not in text
        assert "%" not in text
        assert "  " not in text
        assert text == text.strip()


@pytest.mark.parametrize("found", Problem)
def test_a_problem_says_what_happened_and_leads_into_the_question(found: Problem) -> None:
    text = prompts.problem(found, NIGHTS, CHILD)
    again = text.endswith(" Reply with a number, or SKIP:")
    assert again == (found is not Problem.NOT_ASKED_NOW)


def test_asking_again_gives_the_whole_question_again_within_two_parts() -> None:
    before = prompts.problem(Problem.NOT_UNDERSTOOD, LISTENED, CHILD)
    text = prompts.question(LISTENED, CHILD, place=Place(2, 5), before=before)
    assert text.startswith("Sorry, we could not read that. Your words are kept.")
    assert "or 0 to skip: 2 of 5. This month" in text
    assert measure(text).parts <= 2


def test_a_number_out_of_range_is_told_the_range() -> None:
    assert "The least is 0." in prompts.problem(Problem.TOO_SMALL, NIGHTS, CHILD)
    assert "The most is 7." in prompts.problem(Problem.TOO_BIG, NIGHTS, CHILD)


def test_what_was_understood_is_said_back() -> None:
    assert prompts.acknowledged(LISTENED, "a bit", CHILD) == "Got it: 2 A bit."
    assert prompts.acknowledged(LISTENED, NOT_SURE, CHILD) == "Got it: not sure."
    assert prompts.acknowledged(TOPICS, ("room", "food"), CHILD) == "Got it: 1 My room, 2 Food."
    assert prompts.acknowledged(NIGHTS, 3, CHILD) == "Got it: 3."
    assert prompts.acknowledged(BETTER, "knock first", CHILD) == "Saved just as you wrote it."


def test_the_reply_to_a_message_says_when_it_is_read_and_where_to_get_help_sooner() -> None:
    text = prompts.received_message(CHILD)
    assert "within one working day" in text
    assert text.endswith("Danger? 999. To talk, free: Childline 0800 1111.")


def test_what_was_told_back_is_not_touched() -> None:
    words = "They said: “knock first” – it’s done."
    assert prompts.told_back(CHILD, words=words).startswith(words)


def test_the_surveys_own_thanks_are_used() -> None:
    assert prompts.thanks(CHILD, words="Thanks from all of us.").startswith("Thanks from all")


class Recording(NullTranslations):
    """Notes every phrase asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[str] = set()

    def gettext(self, message: str) -> str:
        self.asked.add(message)
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        self.asked |= {msgid1, msgid2}
        return msgid1 if n == 1 else msgid2


def test_every_phrase_can_be_found_by_the_tool_that_lists_them_for_translators() -> None:
    recording = Recording()
    for band in ("12-17", "18+"):
        texts(Reader(recording, band=band))
    prompts.acknowledged(LISTENED, NOT_SURE, Reader(recording))
    found: set[str] = set()
    for _line, message, _comments, _context in extract(
        "python", io.BytesIO(Path(prompts.__file__).read_bytes())
    ):
        found.update((message,) if isinstance(message, str) else message)
    assert recording.asked == found


def test_a_catalogue_is_read_and_a_missing_one_is_english(tmp_path: Path) -> None:
    folder = tmp_path / "pl" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    written = read_po(io.BytesIO('msgid "OK, skipped."\nmsgstr "OK, pominięto."\n'.encode()))
    with (folder / "messaging.mo").open("wb") as file:
        write_mo(file, written)
    polish = Reader(prompts.catalogue(tmp_path, "pl"), language="pl")
    assert prompts.skipped(polish) == "OK, pominięto."
    assert prompts.skipped(Reader(prompts.catalogue(tmp_path, "ti"))) == "OK, skipped."
