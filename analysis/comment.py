"""What one person wrote, with what is known about the question it answers."""

import re
from dataclasses import dataclass

LATIN_ENDS = 0x250  # the first letter beyond the Latin blocks that European languages use
STRANGE_WORDS = 2  # one may be a name

_STRANGE_WORD = re.compile(r"\w*[\u0100-\u024f]\w*")  # letters such as "ł" and "ș"


@dataclass(frozen=True)
class Comment:
    """Words as they were written. An empty stage or no themes: no question was asked."""

    words: str
    language: str = "en"
    question_stage: str = ""
    question_themes: tuple[str, ...] = ()

    @property
    def tongue(self) -> str:
        """The language to read it in ("en-GB" is "en"); empty when its letters contradict it.

        Only a claim of English is checked against the letters: it is what is stored when nobody
        chose a language.
        """
        language = self.language.lower().replace("_", "-").partition("-")[0]
        return "" if language == "en" and _is_not_english(self.words) else language


@dataclass(frozen=True, order=True)
class Span:
    """A stretch of the words as written: ``words[start:end]``."""

    start: int
    end: int


def _is_not_english(words: str) -> bool:
    """Most letters of another script, or two words with letters that English names seldom have."""
    letters = [letter for letter in words if letter.isalpha()]
    if 2 * sum(ord(letter) >= LATIN_ENDS for letter in letters) > len(letters):
        return True
    return len(_STRANGE_WORD.findall(words)) >= STRANGE_WORDS
