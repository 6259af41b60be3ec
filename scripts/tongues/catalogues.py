"""Which words the product has, and the catalogues that hold them.

Three domains: ``messages`` is every page, ``respondent`` the pages of those who answer (a part of
``messages``), ``messaging`` the texts. Translators are handed the last two.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from datetime import datetime
from functools import cache
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.catalog import Message
from babel.messages.extract import DEFAULT_KEYWORDS
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.messages.pofile import write_po

ROOT = Path(__file__).resolve().parents[2]
TRANSLATIONS = ROOT / "translations"
KEYWORDS = {**DEFAULT_KEYWORDS, "lazy_gettext": None}
MADE = datetime(2026, 11, 23, tzinfo=UTC)  # the same in every file: a date would change each time


@dataclass(frozen=True)
class Domain:
    """One catalogue in each language: the mapping that finds its words, and where to look."""

    name: str
    mapping: str
    code: str


MESSAGES = Domain("messages", "babel.cfg", "voice_app")
RESPONDENT = Domain("respondent", "babel.respondent.cfg", "voice_app")
MESSAGING = Domain("messaging", "babel.cfg", "messaging")
DOMAINS = (MESSAGES, RESPONDENT, MESSAGING)
HANDED_OVER = (RESPONDENT, MESSAGING)  # what a language needs to be ready


@cache
def extracted(domain: Domain) -> Catalog:
    """Every word of a domain as the code has it now, with where it stands."""
    with (ROOT / domain.mapping).open(encoding="utf-8") as mapping:
        methods, options = parse_mapping_cfg(mapping, domain.mapping)
    found = Catalog(project="Children's voice", creation_date=MADE, charset="utf-8")
    lines = extract_from_dir(ROOT / domain.code, methods, options, KEYWORDS)
    for file, line, words, comments, context in lines:
        found.add(words, None, [(f"{domain.code}/{file}", line)], (), comments, context=context)
    return found


def languages(state: str = "") -> tuple[str, ...]:
    """The languages of ``translations/LANGUAGES``, all or those in one state."""
    lines = (TRANSLATIONS / "LANGUAGES").read_text(encoding="utf-8").splitlines()
    listed = [line.split() for line in lines if line.strip() and not line.startswith("#")]
    return tuple(code for code, how in listed if not state or how == state)


def words(catalog: Catalog) -> Iterator[Message]:
    """The messages of a catalogue, without its header."""
    return (message for message in catalog if message.id)


def po(language: str, domain: Domain) -> Path:
    """Where a language keeps a domain."""
    return TRANSLATIONS / language / "LC_MESSAGES" / f"{domain.name}.po"


def kept(language: str, domain: Domain) -> Catalog:
    """What a language has; an empty catalogue where it has nothing yet."""
    path = po(language, domain)
    if not path.exists():
        return Catalog(Locale.parse(language), creation_date=MADE)
    with path.open("rb") as file:
        return read_po(file, locale=str(Locale.parse(language)))


def keep(language: str, domain: Domain, catalog: Catalog) -> None:
    """Write a catalogue, sorted, and without places: they would change with every line moved."""
    path = po(language, domain)
    path.parent.mkdir(parents=True, exist_ok=True)
    catalog.creation_date, catalog.fuzzy = MADE, False
    catalog.header_comment = f"# {Locale.parse(language).english_name}: {domain.name}."
    with path.open("wb") as file:
        write_po(file, catalog, no_location=True, sort_output=True, omit_header=language == "en")


def template(domain: Domain) -> Path:
    """Where the words without a translation are kept."""
    return TRANSLATIONS / f"{domain.name}.pot"


def write_template(domain: Domain, path: Path) -> None:
    """Write the words of a domain as the code has them now."""
    with path.open("wb") as file:
        write_po(file, extracted(domain), no_location=True, sort_output=True, omit_header=True)


def update() -> None:
    """Take new words from the code into every catalogue, and drop what the code has no more."""
    for domain in DOMAINS:
        write_template(domain, template(domain))
        for language in languages():
            if domain is MESSAGES and not po(language, domain).exists() and language != "en":
                continue  # pages of the desk are English until somebody translates them
            catalog = kept(language, domain)
            catalog.update(extracted(domain), no_fuzzy_matching=True, keep_user_comments=False)
            catalog.obsolete.clear()
            keep(language, domain, catalog)


def compile_all() -> None:
    """Make the ``.mo`` files that the product reads; what is fuzzy is left out."""
    for path in sorted(TRANSLATIONS.glob("*/LC_MESSAGES/*.po")):
        with path.open("rb") as file:
            catalog = read_po(file, locale=str(Locale.parse(path.parts[-3])))
        with path.with_suffix(".mo").open("wb") as made:
            write_mo(made, catalog)
