"""Surveys and moves made up by hypothesis: every one of the surveys is one that may be read."""

from dataclasses import replace

from hypothesis import strategies as st

from surveys.engine import Answered
from surveys.engine import Misread
from surveys.engine import Move
from surveys.engine import Skipped
from surveys.engine import Stopped
from surveys.questionnaire import BANDS
from surveys.questionnaire import Questionnaire
from surveys.questionnaire import Section
from surveys.questions import CHOOSES
from surveys.questions import NO_WORDING
from surveys.questions import NOT_SURE
from surveys.questions import SEEN
from surveys.questions import Choice
from surveys.questions import Condition
from surveys.questions import Kind
from surveys.questions import Question
from surveys.questions import Value
from surveys.questions import Wording

Said = st.SearchStrategy[Wording]

FIXED = {Kind.YES_NO: ("yes", "no"), Kind.YES_NO_SOMETIMES: ("yes", "sometimes", "no")}
FREE = ("a_bit", "mostly", "never", "always")
SOME_BANDS = st.frozensets(st.sampled_from(BANDS))
FLAG = st.booleans()


def said_in(languages: tuple[str, ...]) -> Said:
    words = st.text("abc ’é", min_size=1, max_size=6).filter(str.strip)
    by_band = st.dictionaries(st.sampled_from(BANDS), words, max_size=2)
    everyone = st.builds(lambda all_, bands: {**bands, "all": all_}, words, by_band)
    return st.builds(Wording, st.fixed_dictionaries(dict.fromkeys(languages, everyone)))


WORDS = Wording({"en": {"all": "Words"}})


@st.composite
def conditions(draw: st.DrawFn, earlier: list[Question]) -> tuple[Condition, ...]:
    asked_of_all = [q for q in earlier if not q.bands and not q.web_only]
    if not asked_of_all or draw(FLAG):
        return ()
    question = draw(st.sampled_from(asked_of_all))
    values: st.SearchStrategy[Value] = st.integers(0, 3)
    if question.kind in CHOOSES:
        not_sure = [NOT_SURE] if question.not_sure else []
        values = st.sampled_from([*sorted(question.values), *not_sure])
    return (Condition(question.key, draw(st.frozensets(values, max_size=2))),)


@st.composite
def bare_questions(draw: st.DrawFn, earlier: list[Question]) -> Question:
    """A question with no more than the engine looks at."""
    kind = draw(st.sampled_from(Kind))
    values = FIXED.get(kind, FREE) if kind in CHOOSES else ()
    return Question(
        key=f"q{len(earlier)}",
        kind=kind,
        wording=WORDS,
        choices=tuple(Choice(value, WORDS, points=place) for place, value in enumerate(values)),
        only_if=draw(conditions(earlier)),
        not_sure=draw(FLAG),
    )


@st.composite
def branching(draw: st.DrawFn) -> Questionnaire:
    """Surveys of up to five questions that open and close each other, in one band's words."""
    asked: list[Question] = []
    for _ in range(draw(st.integers(1, 5))):
        asked.append(draw(bare_questions(asked)))
    sections = (Section("only", WORDS, tuple(asked)),)
    return Questionnaire("made-up", WORDS, "child", ("en",), ("12-17",), sections, WORDS, WORDS)


@st.composite
def choices(draw: st.DrawFn, question: Question, said: Said) -> tuple[Choice, ...]:
    """The question's choices with all that a document can say of them."""
    return tuple(
        replace(
            choice,
            wording=draw(said),
            bands=draw(SOME_BANDS) if place > 1 else frozenset(),
            points=place if question.kind is Kind.SCALE else draw(st.none() | st.just(0)),
            picture=draw(st.sampled_from(["", "bed"])),
            alerts=draw(st.sampled_from(["", "unsafe_home"])),
        )
        for place, choice in enumerate(question.choices)
    )


@st.composite
def questions(draw: st.DrawFn, earlier: list[Question], said: Said) -> Question:
    """A question with all that a document can say of it."""
    bare = draw(bare_questions(earlier))
    for_all = not earlier  # so that every band is asked something
    if for_all and bare.kind is Kind.INFORMATION:
        bare = replace(bare, kind=Kind.LONG_TEXT)
    maybe_said = st.just(NO_WORDING) | said
    return replace(
        bare,
        wording=draw(said),
        by_text=draw(maybe_said),
        hint=draw(maybe_said),
        short_label=draw(maybe_said),
        choices=draw(choices(bare, said)),
        bands=frozenset() if for_all else draw(SOME_BANDS),
        themes=draw(st.sampled_from([(), ("home",), ("heard", "safety")])),
        stage=draw(st.sampled_from(["", "care"])),
        faces=draw(st.sampled_from(["", "how_much"])),
        least=draw(st.none() | st.integers(-1, 0)),
        most=draw(st.none() | st.integers(0, 2)),
        web_only=draw(FLAG),
        asks_who_sees=draw(FLAG),
        repeats=draw(FLAG),
        purpose=draw(st.sampled_from(["", "attend"])),
    )


@st.composite
def questionnaires(draw: st.DrawFn) -> Questionnaire:
    """Whole surveys, as rich as a document can be."""
    languages = draw(st.sampled_from([("en",), ("ar", "en")]))
    said = said_in(languages)
    asked: list[Question] = []
    for _ in range(draw(st.integers(1, 3))):
        asked.append(draw(questions(asked, said)))
    half = draw(st.integers(1, len(asked)))
    parts = [part for part in (asked[:half], asked[half:]) if part]
    return Questionnaire(
        key="made-up",
        title=draw(said),
        audience=draw(st.sampled_from(["child", "parent", "carer"])),
        languages=languages,
        bands=tuple(draw(st.lists(st.sampled_from(BANDS), unique=True, min_size=1))),
        intro=draw(st.just(NO_WORDING) | said),
        thanks=draw(said),
        sections=tuple(Section(f"s{i}", draw(said), tuple(p)) for i, p in enumerate(parts)),
    )


_WORDS = (*FREE, "yes", "no", "sometimes", NOT_SURE, SEEN, "", "it was ok")
_SEVERAL = ((), ("a_bit",), ("never", "a_bit"), ("a_bit", "a_bit"))
VALUES: st.SearchStrategy[Value] = st.sampled_from([*_WORDS, *_SEVERAL, -1, 0, 1, 3])

_KEYS = st.sampled_from(["q0", "q0", "q1", "q1", "q2", "q3", "q4", "nowhere"])
_ANSWERED = st.builds(Answered, _KEYS, VALUES)
MOVES: st.SearchStrategy[Move] = st.one_of(
    _ANSWERED,
    _ANSWERED,
    st.builds(Skipped, _KEYS),
    st.builds(Misread, _KEYS, st.just("???")),
    st.just(Stopped()),
)
