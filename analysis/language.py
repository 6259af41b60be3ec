"""Which language words are written in, so that nobody's words are read by the wrong list.

In order: the language the person chose, its letters, small words that give it away, and only then
identification by letter pairs. One or two words are never guessed: "no" is a word in many
languages. Heavy misspelling is not another language, so words that we know in English speak first.
"""

import json
import unicodedata
from collections import Counter
from functools import cache
from importlib import resources

from analysis.comment import Comment
from analysis.words import english_share

ENGLISH = "en"
UNKNOWN = ""  # letters that we can't place: a person must look
LEAST_WORDS = 3  # fewer are never guessed
LEAST_IDENTIFIED = 4  # words; identification by letter pairs is noise below it
LEAST_MARKERS = 2  # different small words of one language
SURE = 0.9  # probability from which identification is believed
KNOWN_ENGLISH = 0.4  # share of known words from which a text is English, however it is spelt
LATIN_ENDS = 0x250  # the first letter beyond the Latin blocks that European languages use
STRANGE_WORDS = 2  # one may be a name

_MARKERS = json.loads(
    resources.files("analysis").joinpath("language.markers.json").read_text(encoding="utf-8")
)
_WORDS: dict[str, frozenset[str]] = {
    language: frozenset(words) for language, words in _MARKERS["words"].items()
}
_LETTERS: tuple[tuple[str, frozenset[str]], ...] = tuple(
    (language, frozenset(letters)) for language, letters in _MARKERS["letters"]
)


def tongue(comment: Comment) -> str:
    """The code of the language to read a comment in ("en"); ``UNKNOWN`` where letters are strange.

    A choice other than English is believed: nobody chooses it by accident. English is what is
    stored when nobody chose, so the words are asked.
    """
    if comment.language != ENGLISH:
        chosen = comment.language.lower().replace("_", "-").partition("-")[0]
        if chosen != ENGLISH:
            return chosen
    return _written_in(comment.words)


def _written_in(words: str) -> str:
    plain = words.isascii()
    if not plain and (foreign := _by_script(words)) is not None:
        return foreign
    known = english_share(words)
    if known >= KNOWN_ENGLISH and (plain or _strange(words) < STRANGE_WORDS):
        return ENGLISH
    return _by_its_words(words) or ENGLISH


def _by_its_words(words: str) -> str | None:
    """Another language, or None where there is too little to tell."""
    separate = words.lower().split()
    if len(separate) < LEAST_WORDS:
        return None
    marked = _by_small_words(separate)
    if marked:
        return marked
    if _strange(words) >= STRANGE_WORDS:
        return _by_letters(words)
    return _identified(words) if len(separate) >= LEAST_IDENTIFIED else None


def _by_script(words: str) -> str | None:
    """The language of a script that most letters are in; None when they are Latin."""
    letters = [letter for letter in words if letter.isalpha()]
    beyond = [letter for letter in letters if ord(letter) >= LATIN_ENDS]
    beyond = [letter for letter in beyond if "LATIN" not in unicodedata.name(letter, "")]
    if 2 * len(beyond) <= len(letters) or not beyond:
        return None
    scripts = Counter(unicodedata.name(letter, "").partition(" ")[0] for letter in beyond)
    (script, _) = scripts.most_common(1)[0]
    return str(_MARKERS["scripts"].get(script) or _by_letters(words))


def _by_letters(words: str) -> str:
    letters = set(words.lower())
    return next((language for language, own in _LETTERS if letters & own), UNKNOWN)


def _strange(words: str) -> int:
    """How many words hold a letter that English does not use, such as "ł" or "ș"."""
    return sum(any(_is_strange(letter) for letter in word) for word in words.split())


def _is_strange(letter: str) -> bool:
    return letter.isalpha() and ord(letter) >= 0x100  # noqa: PLR2004 - Latin Extended-A begins


def _by_small_words(separate: list[str]) -> str:
    """The language of most small words, if there are two different ones and no tie."""
    bare = {_bare(word) for word in separate}
    found = Counter({language: len(bare & own) for language, own in _WORDS.items()})
    (first, most), (_, second) = found.most_common(2)
    return first if most >= LEAST_MARKERS and most > second else UNKNOWN


def _bare(word: str) -> str:
    """Without accents and what stands round a word."""
    letters = unicodedata.normalize("NFD", word.replace("ł", "l").replace("đ", "d"))
    return "".join(letter for letter in letters if letter.isalpha() and letter.isascii())


def _identified(words: str) -> str:
    language, probability = _identifier().classify(words)
    return str(language) if probability >= SURE else ENGLISH


@cache
def _identifier():  # type: ignore[no-untyped-def]
    """Loaded at the first text that nothing simpler could place: it takes half a second."""
    from py3langid.langid import MODEL_FILE  # noqa: PLC0415
    from py3langid.langid import LanguageIdentifier  # noqa: PLC0415

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages({ENGLISH, *_WORDS} & set(identifier.labels))
    return identifier
