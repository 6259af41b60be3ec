"""Every word that a respondent meets is found, and a gap in a language that is ready is seen."""

import json
import re
from pathlib import Path

import pytest

from scripts.tongues import catalogues
from scripts.tongues import check
from scripts.tongues import handing
from surveys import library
from voice_app.policy import ROLE_NAMES

TEMPLATES = Path(__file__).parents[2] / "voice_app" / "web" / "templates"
USES = re.compile(r'{%-? *(?:extends|from|import|include) "([^"]+)"')


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project without a translation, where Polish is said to be ready."""
    monkeypatch.setattr(catalogues, "TRANSLATIONS", tmp_path)
    monkeypatch.setattr(handing, "SURVEYS", tmp_path / "surveys")
    (tmp_path / "LANGUAGES").write_text("# how far\nen ready\npl ready\nar work\n")
    return tmp_path


def everything(language: str) -> list[str]:
    """What a translator who gives the English back would hand in."""
    forms = handing.plural_forms(language)[0]
    return [
        json.dumps({"id": w.id, "words": [w.english[-1]] * (forms if len(w.english) > 1 else 1)})
        for w in handing.missing(language)
    ]


def test_every_page_of_a_respondent_and_every_macro_it_uses_is_translated() -> None:
    """A new page, or a macro that one begins to use, can't stay English by being forgotten."""
    uses = {
        str(path.relative_to(TEMPLATES)): USES.findall(path.read_text("utf-8"))
        for path in TEMPLATES.rglob("*.html")
    }
    theirs = {name for name, used in uses.items() if "base/survey.html" in used}
    while more := {each for name in theirs for each in uses[name]} - theirs:
        theirs |= more
    with_words = {
        name for name in theirs if re.search(r"_\(|{% trans", (TEMPLATES / name).read_text())
    }
    found = {
        Path(file).relative_to("voice_app/web/templates").as_posix()
        for message in catalogues.words(catalogues.extracted(catalogues.RESPONDENT))
        for file, _ in message.locations
        if file.endswith(".html")
    }
    assert with_words - found == set()


def test_a_language_that_is_ready_lacks_nothing_and_one_in_work_may(empty: Path) -> None:
    """Each lacking word is named; the languages in work are not."""
    told = list(check.not_ready())
    assert len(told) == len(handing.missing("pl")) > 300
    assert all(line.startswith("pl: no words for") for line in told)


def test_what_a_translator_gives_back_is_kept_and_a_planted_gap_is_found(empty: Path) -> None:
    """All words in: ready. One taken out, one made fuzzy, one broken by hand: each is told."""
    taken, refused = handing.take("pl", iter(everything("pl")))
    assert (refused, list(check.not_ready())) == ([], [])
    assert taken > 300
    po = catalogues.po("pl", catalogues.RESPONDENT)
    whole = po.read_text("utf-8")
    po.write_text(whole.replace('msgstr "Get help now"', 'msgstr ""'), "utf-8")
    assert ["Get help now" in line for line in check.not_ready()] == [True]
    po.write_text(whole.replace('msgid "Leave now"', '#, fuzzy\nmsgid "Leave now"'), "utf-8")
    assert ["Leave now" in line for line in check.not_ready()] == [True]
    broken = whole.replace('msgstr "See what %(name)s will get"', 'msgstr "See what %(nam)s gets"')
    po.write_text(broken, "utf-8")
    assert any("keep %(name)s" in line for line in check.not_ready())


def test_words_of_a_survey_whose_english_changed_are_asked_for_again(empty: Path) -> None:
    """A translation of what is no longer asked is no translation."""
    handing.take("pl", iter(everything("pl")))
    path = handing.survey_file("pl", "after-a-visit")
    kept = json.loads(path.read_text("utf-8"))
    kept["words"]["title.all"]["english"] = "After another visit"
    path.write_text(json.dumps(kept), "utf-8")
    assert [(word.id, word.was) for word in handing.missing("pl")] == [
        ("survey:after-a-visit:title.all", "After another visit")
    ]


@pytest.mark.parametrize(
    "said",
    ["Call nine nine nine.", "%(who)s 999", "999 \u202e", ""],
    ids=["the number is lost", "a placeholder that is none", "a hidden letter", "nothing"],
)
def test_a_line_that_could_not_stand_is_refused_and_the_others_are_kept(
    empty: Path, said: str
) -> None:
    """One bad line costs one line."""
    by_english = {word.english[0]: word for word in handing.missing("pl")}
    bad, good = by_english["Call 999"].id, by_english["Get help now"].id
    lines = [json.dumps({"id": bad, "words": said}), json.dumps({"id": good, "words": "Pomoc"})]
    taken, refused = handing.take("pl", iter(lines))
    assert (taken, [bad in line for line in refused]) == (1, [True] * len(refused))
    assert refused


def test_every_translation_of_a_shipped_survey_is_of_a_survey_we_ship() -> None:
    """A file whose survey is gone, or that names another, is found."""
    for path in handing.SURVEYS.glob("*/*.json"):
        kept = json.loads(path.read_text("utf-8"))
        assert (kept["survey"], kept["language"]) == (path.stem, path.parent.name)
        assert kept["survey"] in library.documents()


def test_every_role_that_a_respondent_may_read_of_can_be_translated() -> None:
    """Who read it, or answered: in words of the page's language."""
    assert set(ROLE_NAMES.values()) <= {str(m.id) for m in catalogues.words(pages())}


def pages() -> catalogues.Catalog:
    """The words of respondents' pages."""
    return catalogues.extracted(catalogues.RESPONDENT)
