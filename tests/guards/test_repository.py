"""What stands in the repository's texts: no real person's number, no dead link, no lost phrase."""

import re
from pathlib import Path

import phonenumbers
import pytest
from babel.messages.extract import DEFAULT_KEYWORDS
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
FOLDERS = (
    "surveys", "messaging", "analysis", "voice_app", "tests", "docs", "translations", "scripts",
    "bench", "requirements",
)  # fmt: skip
TEXTS = {".py", ".json", ".md", ".txt", ".html", ".css", ".toml", ".csv", ".po", ".yml", ".yaml"}
HELPLINES = {"08001111", "999", "116123", "111", "85258"}
README = ROOT / "README.md"
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
KEYWORDS = {**DEFAULT_KEYWORDS, "lazy_gettext": None}
NUMBER = re.compile(r"(?<![\w.])(?:\+44|0044|0)[ ()-]{0,2}(?:\d[ ()-]{0,2}){9,10}(?!\w)")
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


def texts() -> list[Path]:
    inside = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*")]
    files = [path for path in [*ROOT.glob("*"), *inside] if path.suffix in TEXTS]
    return sorted(path for path in files if path.is_file() and path.name != "phone.txt")


def is_pretend(number: phonenumbers.PhoneNumber) -> bool:
    """The regulator keeps these free for drama; the helplines are meant to be rung."""
    national = str(number.national_number)
    drama = number.country_code == 44 and re.fullmatch(r"7700900\d{3}|113496\d{4}", national)
    return bool(drama) or f"0{national}" in HELPLINES or national in HELPLINES


def numbers_in(written: str) -> list[str]:
    """What reads like a telephone number; coordinates of a drawing come in ones and twos."""
    found = [match[0].strip() for match in NUMBER.finditer(written)]
    return [each for each in found if sum(len(run) < 3 for run in re.findall(r"\d+", each)) < 2]


def is_real(written: str) -> bool:
    try:
        number = phonenumbers.parse(written, "GB")
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_valid_number(number) and not is_pretend(number)


def test_no_number_of_a_real_person_stands_anywhere() -> None:
    real = {}
    for path in texts():
        found = numbers_in(path.read_text(encoding="utf-8", errors="replace"))
        wrong = [number for number in found if is_real(number)]
        if wrong:
            real[str(path.relative_to(ROOT))] = wrong
    assert real == {}


def test_the_search_for_numbers_finds_one_however_it_is_written() -> None:
    example = phonenumbers.example_number_for_type("GB", phonenumbers.PhoneNumberType.MOBILE)
    real = f"0{example.national_number}"
    for written in (real, f"ring {real[:5]} {real[5:]} now", f"+44{real[1:]}", f"+44 {real[1:]}"):
        assert [number for number in numbers_in(written) if is_real(number)], written
    assert not any(is_real(number) for number in numbers_in("07700 900417 or 0113 496 0999"))


def test_what_the_readme_points_at_is_there() -> None:
    wanted = LINK.findall(README.read_text("utf-8"))
    assert [target for target in wanted if not (ROOT / target).exists()] == []


def test_every_document_points_only_at_what_is_there() -> None:
    dead = {}
    for path in sorted((ROOT / "docs").rglob("*.md")):
        wanted = LINK.findall(path.read_text("utf-8"))
        gone = [target for target in wanted if not (path.parent / target).exists()]
        if gone:
            dead[path.name] = gone
    assert dead == {}


@pytest.mark.parametrize(
    ("domain", "package"), [("messages", "voice_app"), ("messaging", "messaging")]
)
def test_every_phrase_is_in_the_english_catalogue(domain: str, package: str) -> None:
    catalogue = ROOT / "translations" / "en" / "LC_MESSAGES" / f"{domain}.po"
    with catalogue.open("rb") as file:
        messages = {first(message.id) for message in read_po(file)}
    found = extract_from_dir(ROOT / package, method_map=METHODS, keywords=KEYWORDS)
    assert {first(phrase) for _, _, phrase, _, _ in found} - messages == set()


def first(phrase: str | tuple[str, ...]) -> str:
    """A phrase in the singular."""
    return phrase if isinstance(phrase, str) else phrase[0]
