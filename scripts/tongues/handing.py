"""What a translator is handed, one JSON line for each word, and what comes back."""

import hashlib
import json
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel import Locale
from babel.messages.catalog import Message
from babel.messages.plurals import get_plural

from scripts.tongues import catalogues
from scripts.tongues.catalogues import HANDED_OVER
from scripts.tongues.catalogues import MESSAGING
from scripts.tongues.catalogues import ROOT
from scripts.tongues.catalogues import Domain
from scripts.tongues.sound import faults
from surveys import library
from surveys import translating

SURVEYS = ROOT / "surveys" / "library" / "translations"
A_PART = 70  # letters of a text that is not in the phones' own alphabet (UCS-2)
EASY = ("en@easy", "en-x-easy")  # as gettext writes it, and as everybody else does


def tag(language: str) -> str:
    """A language as pages and documents write it."""
    return EASY[1] if language == EASY[0] else language


@dataclass(frozen=True)
class Word:
    """One thing to translate. ``english`` has two forms where a number decides."""

    id: str
    english: tuple[str, ...]
    context: str
    longest: int | None = None
    was: str = ""  # the English it was translated from, where that has changed

    def line(self, forms: int) -> str:
        """As a line of JSON."""
        said: dict[str, Any] = {"id": self.id, "english": self.english[0], "context": self.context}
        if len(self.english) > 1:
            said |= {"english_plural": self.english[1], "forms": forms}
        if self.longest:
            said["longest"] = self.longest
        if self.was:
            said["english_was"] = self.was
        return json.dumps(said, ensure_ascii=False)


def missing(language: str) -> tuple[Word, ...]:
    """What a respondent meets and this language lacks: texts, pages, surveys.

    What surveys say in the same English words is asked for once; ``take`` puts it at each place.
    """
    pages = [word for domain in reversed(HANDED_OVER) for word in _lacking(language, domain)]
    once = {(word.english, word.longest): word for word in reversed([*_surveys_lacking(language)])}
    return (*pages, *reversed(once.values()))


def plural_forms(language: str) -> tuple[int, str]:
    """How many forms a number has, and the rule that picks one."""
    rule = get_plural(Locale.parse(language))
    return rule.num_plurals, rule.plural_expr


def in_catalogue(language: str, domain: Domain) -> dict[str, tuple[Word, Message | None]]:
    """Every word of a domain by its id, beside what the language has for it."""
    have = catalogues.kept(language, domain)
    return {
        word.id: (word, have.get(message.id, message.context))
        for message in catalogues.words(catalogues.extracted(domain))
        for word in (_word(domain, message),)
    }


def is_there(message: Message | None) -> bool:
    """Whether a message has words that somebody stands by."""
    if message is None or message.fuzzy:
        return False
    said = message.string
    return bool(said) and (isinstance(said, str) or all(said))


def take(language: str, lines: Iterator[str]) -> tuple[int, list[str]]:
    """Keep a translator's lines; says how many were kept, and what is wrong with the others."""
    taking = _Taking(language)
    for number, line in enumerate(lines, start=1):
        if line.strip():
            taking.line(number, line)
    taking.keep()
    return taking.taken, taking.refused


class _Taking:
    """One file of a translator: every line is judged alone, so that one fault costs one line."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.forms = plural_forms(language)[0]
        self.catalogs = {domain: catalogues.kept(language, domain) for domain in HANDED_OVER}
        self.messages = {
            _word(domain, message).id: (domain, message)
            for domain in HANDED_OVER
            for message in catalogues.words(catalogues.extracted(domain))
        }
        self.surveys = {
            word.id: (survey, place, word)
            for survey, document in library.documents().items()
            for place, word in _survey_words(survey, document)
        }
        self.files: dict[str, dict[str, Any]] = {}
        self.taken = 0
        self.refused: list[str] = []

    def line(self, number: int, line: str) -> None:
        """Take one line, or note what is wrong with it."""
        try:
            given = json.loads(line)
            id_, said = given["id"], given["words"]
        except (ValueError, KeyError, TypeError) as fault:
            self.refused.append(f"line {number}: not {{id, words}} as JSON ({fault})")
            return
        forms = [said] if isinstance(said, str) else list(said)
        if id_ in self.messages:
            wrong = self._message(id_, forms)
        elif id_ in self.surveys:
            wrong = self._survey(id_, forms)
        else:
            wrong = ["no such id: run missing again, the English may have changed"]
        self.taken += not wrong
        self.refused += [f"line {number}, {id_}: {each}" for each in wrong]

    def keep(self) -> None:
        """Write what was taken."""
        for domain, catalog in self.catalogs.items():
            catalogues.keep(self.language, domain, catalog)
        for survey, kept in self.files.items():
            path = survey_file(self.language, survey)
            path.parent.mkdir(parents=True, exist_ok=True)
            order = list(translating.english(library.documents()[survey]))
            kept["words"] = {p: kept["words"][p] for p in order if p in kept["words"]}
            path.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", "utf-8")

    def _message(self, id_: str, forms: list[str]) -> list[str]:
        domain, message = self.messages[id_]
        wrong = list(faults(_english(message), forms, self.forms))
        if not wrong:
            string = tuple(forms) if message.pluralizable else forms[0]
            catalog = self.catalogs[domain]
            catalog.delete(message.id, message.context)
            catalog.add(message.id, string, flags=message.flags, context=message.context)
        return wrong

    def _survey(self, id_: str, forms: list[str]) -> list[str]:
        survey, place, word = self.surveys[id_]
        wrong = list(faults(word.english, forms, self.forms))
        if not wrong:
            self._put(survey, place, word, forms[0])
            for elsewhere, there, same in self.surveys.values():
                if same.english == word.english and same.longest == word.longest:
                    self._put(elsewhere, there, same, forms[0], if_lacking=True)
        return wrong

    def _put(
        self, survey: str, place: str, word: Word, said: str, *, if_lacking: bool = False
    ) -> None:
        if survey not in self.files:
            self.files[survey] = kept_survey(self.language, survey)
        words = self.files[survey]["words"]
        has = place in words and words[place]["english"] == word.english[0]
        if not (if_lacking and has):
            words[place] = {"english": word.english[0], "words": said}


def survey_file(language: str, survey: str) -> Path:
    """Where the words of a survey in a language are kept."""
    return SURVEYS / tag(language) / f"{survey}.json"


def kept_survey(language: str, survey: str) -> dict[str, Any]:
    """The words of a survey in a language so far."""
    path = survey_file(language, survey)
    if path.exists():
        kept: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return kept
    return {"survey": survey, "language": tag(language), "words": {}}


def _lacking(language: str, domain: Domain) -> Iterator[Word]:
    for word, message in in_catalogue(language, domain).values():
        if not is_there(message):
            yield word


def _surveys_lacking(language: str) -> Iterator[Word]:
    for survey, document in library.documents().items():
        if tag(language) in document["languages"]:
            continue
        have = kept_survey(language, survey)
        needs = translating.behind(document, have)
        for place, word in _survey_words(survey, document):
            if place in needs.missing:
                yield word
            elif place in needs.stale:
                was = have["words"][place]["english"]
                yield Word(word.id, word.english, word.context, word.longest, was)


def _survey_words(survey: str, document: Mapping[str, Any]) -> Iterator[tuple[str, Word]]:
    title = document["title"]["en"]
    title = title if isinstance(title, str) else title["all"]
    for place, words in translating.english(document).items():
        about = f"survey {title!r} for a {document['audience']}: {place} (the end is the age band)"
        longest = A_PART if ".by_text." in place else None
        yield place, Word(f"survey:{survey}:{place}", (words,), about, longest)


def _word(domain: Domain, message: Message) -> Word:
    english = _english(message)
    digest = hashlib.sha256("\0".join(english).encode()).hexdigest()[:12]
    where = sorted({Path(file).name for file, _ in message.locations})
    kind = "a text message" if domain is MESSAGING else "a page: " + ", ".join(where)
    longest = max(A_PART, len(english[0])) if domain is MESSAGING else None
    return Word(f"{domain.name}:{digest}", english, kind, longest)


def _english(message: Message) -> tuple[str, ...]:
    return tuple(message.id) if message.pluralizable else (str(message.id),)
