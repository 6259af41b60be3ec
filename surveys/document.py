"""A survey's JSON document → ``Questionnaire``; every fault is listed with its place.

The shape itself is published as a JSON Schema (``document.schema.json``); what no schema can say
is in ``consistency``. ``written`` goes the other way.
"""

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import replace

from surveys.consistency import FEWEST_CHOICES
from surveys.consistency import faults_of_the_whole
from surveys.fields import DocumentFault
from surveys.fields import Fields
from surveys.fields import Json
from surveys.fields import at
from surveys.journey import Journey
from surveys.questionnaire import BANDS
from surveys.questionnaire import Questionnaire
from surveys.questionnaire import Section
from surveys.questions import CHOOSES
from surveys.questions import NO_WORDING
from surveys.questions import NOT_SURE
from surveys.questions import Choice
from surveys.questions import Condition
from surveys.questions import Kind
from surveys.questions import Question
from surveys.questions import Value
from surveys.questions import Wording

FORMAT = 1
AUDIENCES = ("child", "parent", "carer")
FACES = ("how_much", "how_was_it", "which_feelings")
PURPOSES = (
    "quote_consent", "wants_contact", "attend", "invite", "not_in_the_room",
    # the meanings of the national voice table (ssd_voice_of_child)
    "worries_explained", "story_helps", "agrees_with_worker", "plan_keeps_safe", "tablet_helps",
)  # fmt: skip


class DocumentRefused(ValueError):
    """The document has faults; all of them are in ``faults``."""

    def __init__(self, faults: Sequence[DocumentFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in faults))


def read(document: object, journey: Journey) -> Questionnaire:
    """Make a ``Questionnaire`` from parsed JSON; raises ``DocumentRefused`` with every fault."""
    if not isinstance(document, Mapping):
        raise DocumentRefused([DocumentFault("document", "is not a JSON object")])
    reader = _Reader(document, journey)
    questionnaire = reader.questionnaire()
    if not reader.faults:
        reader.faults.extend(faults_of_the_whole(questionnaire))
    if reader.faults:
        raise DocumentRefused(reader.faults)
    return questionnaire


class _Reader(Fields):
    """Walks one document and notes each fault with its place, so that one pass finds them all."""

    def __init__(self, document: Json, journey: Journey) -> None:
        super().__init__()
        self.document = document
        self.journey = journey
        self.languages = tuple(self.strings(document, "languages", ""))
        self.sets: dict[str, tuple[Choice, ...]] = {}

    def questionnaire(self) -> Questionnaire:
        top = self.document
        self.known(top, _TOP, "")
        if self.whole(top, "format", "") != FORMAT:
            self.fault("format", f"must be {FORMAT}")
        if not self.languages:
            self.fault("languages", "name at least one language")
        for name, choices in self.mapping(top, "choice_sets", "").items():
            self.sets[name] = self._choices(choices, f"choice_sets.{name}")
        return Questionnaire(
            key=self.key(top, "key", ""),
            title=self._wording(top, "title", ""),
            audience=self.one_of(top, "audience", AUDIENCES, ""),
            languages=self.languages,
            bands=tuple(self._bands(top, "")) or BANDS,
            intro=self._optional_wording(top, "intro", ""),
            thanks=self._wording(top, "thanks", ""),
            sections=tuple(self._sections()),
            anonymous=self.flag(top, "anonymous", ""),
        )

    def _sections(self) -> Iterator[Section]:
        if not self.document.get("sections"):
            self.fault("sections", "ask at least one question")
        for place, section in self.objects(self.document, "sections", ""):
            self.known(section, _SECTION, place)
            yield Section(
                key=self.key(section, "key", place),
                title=self._wording(section, "title", place),
                questions=tuple(self._questions(section, place)),
            )

    def _questions(self, section: Json, place: str) -> Iterator[Question]:
        if not section.get("questions"):
            self.fault(at(place, "questions"), "ask at least one question")
        for where, item in self.objects(section, "questions", place):
            self.known(item, _QUESTION, where)
            kind = self.one_of(item, "kind", tuple(Kind), where)
            if kind:
                yield self._question(item, Kind(kind), where)

    def _question(self, item: Json, kind: Kind, place: str) -> Question:
        return Question(
            key=self.key(item, "key", place),
            kind=kind,
            wording=self._wording(item, "ask", place),
            by_text=self._optional_wording(item, "by_text", place),
            hint=self._optional_wording(item, "hint", place),
            short_label=self._optional_wording(item, "label", place),
            choices=self._offered(item, kind, place),
            only_if=tuple(self._conditions(item, place)),
            bands=frozenset(self._bands(item, place)),
            themes=tuple(self.strings(item, "themes", place)),
            stage=self._stage(item, place),
            faces=self._optional_one_of(item, "faces", FACES, place),
            least=self.whole(item, "least", place),
            most=self.whole(item, "most", place),
            not_sure=self.flag(item, "not_sure", place),
            web_only=self.flag(item, "web_only", place),
            asks_who_sees=self.flag(item, "asks_who_sees", place),
            repeats=self.flag(item, "repeats", place),
            purpose=self._optional_one_of(item, "purpose", PURPOSES, place),
        )

    def _offered(self, item: Json, kind: Kind, place: str) -> tuple[Choice, ...]:
        """The choices of a question, its own or a named set's, with the worries they raise."""
        if kind not in CHOOSES:
            for name in sorted({"choices", "alerts"} & set(item)):
                self.fault(at(place, name), f"a {kind} question has no choices")
            return ()
        choices = self._named_or_own(item.get("choices"), at(place, "choices"))
        self._fits(kind, choices, at(place, "choices"))
        alerts = self.mapping(item, "alerts", place)
        for value in alerts:
            if value not in {choice.value for choice in choices}:
                self.fault(at(place, "alerts"), f"{value!r} is not one of the choices")
        families = {value: self.key(alerts, value, at(place, "alerts")) for value in alerts}
        return tuple(replace(c, alerts=families.get(c.value, "")) for c in choices)

    def _named_or_own(self, given: object, place: str) -> tuple[Choice, ...]:
        if not isinstance(given, str):
            return self._choices(given, place)
        if given not in self.sets:
            self.fault(place, f"there is no choice set called {given!r}")
        return self.sets.get(given, ())

    def _fits(self, kind: Kind, choices: tuple[Choice, ...], place: str) -> None:
        values = [choice.value for choice in choices]
        if len(set(values)) != len(values):
            self.fault(place, "two choices have the same value")
        wanted = _FIXED_VALUES.get(kind)
        if wanted and set(values) != wanted:
            self.fault(place, f"a {kind} question offers exactly {', '.join(sorted(wanted))}")
        if kind is Kind.SCALE and any(choice.points is None for choice in choices):
            self.fault(place, "each step of a scale needs its points")

    def _choices(self, given: object, place: str) -> tuple[Choice, ...]:
        if not isinstance(given, Sequence) or isinstance(given, str) or len(given) < FEWEST_CHOICES:
            self.fault(place, "must be a list of at least two choices, or the name of a set")
            return ()
        return tuple(self._choice(c, f"{place}[{i}]") for i, c in enumerate(given))

    def _choice(self, given: object, place: str) -> Choice:
        if not isinstance(given, Mapping):
            self.fault(place, "is not an object")
            return Choice("", NO_WORDING)
        self.known(given, _CHOICE, place)
        if given.get("value") == NOT_SURE:
            self.fault(at(place, "value"), f'is kept: say "{NOT_SURE}": true on the question')
        return Choice(
            value=self.key(given, "value", place),
            wording=self._wording(given, "words", place),
            bands=frozenset(self._bands(given, place)),
            points=self.whole(given, "points", place),
            picture=self.optional_key(given, "picture", place),
            other=self.flag(given, "other", place),
        )

    def _conditions(self, item: Json, place: str) -> Iterator[Condition]:
        for where, given in self.objects(item, "only_if", place):
            self.known(given, _CONDITION, where)
            yield Condition(
                question=self.key(given, "question", where),
                any_of=frozenset(self._values(given, where)),
            )

    def _values(self, given: Json, place: str) -> Iterator[Value]:
        for where, value in self.entries(given, "any_of", place):
            if isinstance(value, str | int) and not isinstance(value, bool):
                yield value
            else:
                self.fault(where, "must be a choice's value or a whole number")

    def _optional_wording(self, item: Json, name: str, place: str) -> Wording:
        return self._wording(item, name, place) if name in item else NO_WORDING

    def _wording(self, item: Json, name: str, place: str) -> Wording:
        given = item.get(name)
        where = at(place, name)
        if not isinstance(given, Mapping):
            self.fault(where, "must give words by language")
            return NO_WORDING
        for language in self.languages:
            if language not in given:
                self.fault(where, f"has no words in {language!r}")
        return Wording({k: self._by_band(v, at(where, k)) for k, v in given.items()})

    def _by_band(self, given: object, place: str) -> Mapping[str, str]:
        by_band = {"all": given} if isinstance(given, str) else given
        if not isinstance(by_band, Mapping) or not by_band:
            self.fault(place, "must be words, or words by age band")
            return {}
        for band, words in by_band.items():
            if band != "all" and band not in BANDS:
                self.fault(place, f"{band!r} is not an age band")
            if not isinstance(words, str) or not words.strip():
                self.fault(place, f"has no words for {band!r}")
        return {band: str(words) for band, words in by_band.items()}

    def _bands(self, item: Json, place: str) -> Iterator[str]:
        for band in self.strings(item, "bands", place):
            if band not in BANDS:
                self.fault(at(place, "bands"), f"{band!r} is not an age band")
            yield band

    def _stage(self, item: Json, place: str) -> str:
        return self._optional_one_of(item, "stage", tuple(self.journey.stages), place)

    def _optional_one_of(self, item: Json, name: str, allowed: Sequence[str], place: str) -> str:
        return self.one_of(item, name, allowed, place) if name in item else ""


_TOP = frozenset({
    "format", "about", "key", "title", "audience", "languages", "bands", "intro", "thanks",
    "choice_sets", "sections", "anonymous",
})  # fmt: skip
_SECTION = frozenset({"key", "title", "questions"})
_QUESTION = frozenset({
    "key", "kind", "ask", "by_text", "hint", "label", "choices", "alerts", "only_if", "bands",
    "themes", "stage", "faces", "least", "most", "not_sure", "web_only", "asks_who_sees",
    "repeats", "purpose",
})  # fmt: skip
_CHOICE = frozenset({"value", "words", "bands", "points", "picture", "other"})
_CONDITION = frozenset({"question", "any_of"})
_FIXED_VALUES = {
    Kind.YES_NO: {"yes", "no"},
    Kind.YES_NO_SOMETIMES: {"yes", "no", "sometimes"},
}
