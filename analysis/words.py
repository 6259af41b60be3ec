"""Words as children text them, read as plain stems. The text itself is never changed.

A ``Reading`` knows each stem's place in the original, so that a tag can show the very words that
caused it. Text-speak is a list (``text_speak.en.json``); spelling is mended only towards words
that our own phrase lists use, and only where the word is not an ordinary one.
"""

import json
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from functools import lru_cache
from importlib import resources
from itertools import accumulate
from itertools import chain
from itertools import filterfalse

from rapidfuzz import process
from rapidfuzz.distance import OSA
from snowballstemmer import stemmer

from analysis.comment import Span

SHORTEST_MENDED = 5  # letters; shorter words have too many neighbours
SHORTEST_SOUNDED = 3  # letters of a word that is mended by its sound
SHORTEST_FREE = 6  # letters from which two slips are forgiven in a word that sounds alike
SHORTEST_SOUND = 2  # letters of a sound that says enough
LONGEST_MENDED = 30  # letters; longer ones are keys leant on
LONG_WORD = 9  # letters; below it one slip is forgiven, from it on two
NEGATION_REACH = 3  # words that "not" reaches forward, within its clause

CLAUSE_END = ""  # stands among the stems where a clause ends; no phrase reaches over it
MOST_REMEMBERED = 50_000  # different words as written, then a spelling starts afresh

_PIECE = re.compile(
    r"[\w\u0300-\u036f]+(?:['’ʼ`][\w\u0300-\u036f]+)*"  # a word
    r"|[.,!?;:…\n]"  # an end of a clause
    r"|[\u2600-\u27bf\U0001f300-\U0001faff]"  # an emoji says as much as a word
)
_ENDS = frozenset(".,!?;:…\n")
_VOWELS = re.compile(r"[aeiouyhw]")
_TWICE = re.compile(r"(.)\1+")
_SOUNDS = (
    ("ght", "t"), ("kn", "n"), ("wr", "r"), ("ph", "f"), ("ck", "k"), ("tch", "4"), ("ch", "4"),
    ("sh", "5"), ("qu", "kw"), ("q", "k"), ("c", "k"), ("z", "s"), ("dge", "j"),
)  # fmt: skip
_STRETCHED = re.compile(r"(.)\1{2,}")
_TEXT_SPEAK = json.loads(
    resources.files("analysis").joinpath("text_speak.en.json").read_text(encoding="utf-8")
)
_SAYS: dict[str, tuple[str, ...]] = {
    written: tuple(meant.split()) for written, meant in _TEXT_SPEAK["says"].items()
}
_ORDINARY: frozenset[str] = frozenset(_TEXT_SPEAK["ordinary"])
_english = stemmer("english")


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The English stem of a lower-case word."""
    return str(_english.stemWord(word))


FILLERS: frozenset[str] = frozenset(stem(word) for word in _TEXT_SPEAK["fillers"])
OWNERS: frozenset[str] = frozenset(stem(word) for word in _TEXT_SPEAK["owners"])
NEGATIONS: frozenset[str] = frozenset(stem(word) for word in _TEXT_SPEAK["negations"])
SUBJECTS: frozenset[str] = frozenset(stem(word) for word in _TEXT_SPEAK["subjects"])
SMALL = FILLERS | OWNERS  # may stand inside any phrase, and say little by themselves
NO_WORDS: frozenset[str] = frozenset()


class Spelling(dict[str, tuple[str, ...]]):
    """How what stands between two spaces is read; misspelt words lean towards ``vocabulary``.

    It is read once and remembered. "gonna," is read as two stems and a clause's end.
    """

    def __init__(self, vocabulary: frozenset[str] = NO_WORDS) -> None:
        super().__init__()
        self._places: dict[str, list[tuple[int, int]]] = {}
        self._vocabulary = vocabulary
        self._stems = frozenset(stem(word) for word in vocabulary)
        self._by_letter = _by_first_letter(vocabulary)
        self._by_sound = _by_sound(vocabulary)

    def read(self, text: str) -> "Reading":
        """The stems of a text in order."""
        return Reading(text, self)

    def __missing__(self, chunk: str) -> tuple[str, ...]:
        if len(self) >= MOST_REMEMBERED:
            self.clear()
            self._places.clear()
        pieces = _PIECE.findall(chunk)
        self[chunk] = stems = tuple(chain.from_iterable(map(self._stems_of, pieces)))
        return stems

    def places(self, chunk: str) -> list[tuple[int, int]]:
        """Where each stem of a chunk stands in it."""
        if chunk not in self._places:
            self._places[chunk] = [
                piece.span()
                for piece in _PIECE.finditer(chunk)
                for _ in self._stems_of(piece.group())
            ]
        return self._places[chunk]

    def _stems_of(self, written: str) -> tuple[str, ...]:
        """What one word, emoji or mark is read as."""
        if written in _ENDS:
            return (CLAUSE_END,)
        form = unicodedata.normalize("NFC", written).lower()
        form = form.replace("’", "'").replace("ʼ", "'").replace("`", "'")
        spelled = self._unstretched(form)
        bare = spelled.removesuffix("'s").replace("'", "")
        meant = _SAYS.get(spelled) or _SAYS.get(bare)
        if meant is None:
            mended = self._mended(bare)
            meant = _SAYS.get(mended, (mended,))
        if "but" in meant:
            return (CLAUSE_END, *map(stem, meant))
        return tuple(map(stem, meant))

    def _unstretched(self, form: str) -> str:
        """Two letters where we know that word ("schoool"), else one ("soooo")."""
        doubled = _STRETCHED.sub(r"\1\1", form)
        known = doubled in self._vocabulary or doubled in _SAYS or doubled in _ORDINARY
        if doubled == form or known:
            return doubled
        return _STRETCHED.sub(r"\1", form)

    def _mended(self, word: str) -> str:
        """The word of the vocabulary that a misspelt word most likely is, or the word itself."""
        if len(word) > LONGEST_MENDED or not word.isalpha() or _is_known(word):
            return word
        if stem(word) in self._stems:
            return word
        if len(word) >= SHORTEST_MENDED:
            slips = 1 if len(word) < LONG_WORD else 2
            near = self._by_letter.get(word[0], ())
            best = process.extractOne(word, near, scorer=OSA.distance, score_cutoff=slips)
            if best:
                return str(best[0])
        if len(word) < SHORTEST_SOUNDED:
            return word
        return _nearest(word, self._by_sound.get(sound(stem(word)), ())) or word


class Reading:
    """A text as plain stems; ``span`` says where some of them stand in it.

    ``chunks`` are what stands between two spaces; ``telling`` are the stems that are more than
    small words, ends of clauses among them.
    """

    __slots__ = (
        "_begins",
        "_by_chunk",
        "_places",
        "_read",
        "_spelling",
        "chunks",
        "stems",
        "telling",
        "text",
    )

    def __init__(self, text: str, spelling: Spelling) -> None:
        self.text = text
        self.chunks = text.split(" ")
        self._spelling = spelling
        self._by_chunk = [spelling[chunk] for chunk in self.chunks]
        self.stems = list(chain.from_iterable(self._by_chunk))
        self.telling = list(filterfalse(SMALL.__contains__, self.stems))
        self._places: list[int] = []
        self._read: list[int] = []

    @property
    def places(self) -> list[int]:
        """The number, among all stems, of each telling one."""
        if not self._places:
            self._places = [at for at, stem in enumerate(self.stems) if stem not in SMALL]
        return self._places

    def span(self, first: int, last: int) -> Span:
        """From the first letter of stem number ``first`` to the last of number ``last``.

        Raises ``IndexError`` where the text has no such stem.
        """
        start, end = self._letters(first)
        return Span(start, end if first == last else self._letters(last)[1])

    def _letters(self, place: int) -> tuple[int, int]:
        """Where the piece that a stem was read from stands."""
        if not self._read:
            self._read = list(accumulate(map(len, self._by_chunk)))  # stems to each chunk's end
            self._begins = [0, *accumulate(map((1).__add__, map(len, self.chunks)))]
        number = bisect_right(self._read, place)
        start, end = self._spelling.places(self.chunks[number])[place - self._read[number]]
        begin = self._begins[number]
        return begin + start, begin + end

    def clause(self, place: int) -> range:
        """The places of the stems in the same clause as this one."""
        first = last = place
        while first > 0 and self.stems[first - 1] != CLAUSE_END:
            first -= 1
        while last + 1 < len(self.stems) and self.stems[last + 1] != CLAUSE_END:
            last += 1
        return range(first, last + 1)


def negated(stems: Sequence[str], first: int) -> bool:
    """Whether "not", "never" or "no" stands shortly before ``stems[first]`` in its clause.

    A new subject ends its reach: "she does not care, he hits me" with no comma.
    """
    for each in reversed(stems[max(0, first - NEGATION_REACH) : first]):
        if each == CLAUSE_END or each in SUBJECTS:
            return False
        if each in NEGATIONS:
            return True
    return False


def english_share(text: str) -> float:
    """How many of the words of a text (0 to 1) are ones we know in English, however typed."""
    words, known = map(sum, zip(*map(_known_in, text.split(" ")), strict=True))
    return known / words if words else 0.0


@lru_cache(maxsize=MOST_REMEMBERED)
def _known_in(chunk: str) -> tuple[int, int]:
    """How many words a chunk holds, and how many of them we know."""
    words = [each.lower() for each in _PIECE.findall(chunk) if each[0].isalpha()]
    return len(words), sum(map(_is_known, words))


@lru_cache(maxsize=20_000)
def _is_known(word: str) -> bool:
    plain = word.replace("’", "'")
    return plain in _ORDINARY or plain in _SAYS or stem(plain) in _everyday()


@cache
def _everyday() -> frozenset[str]:
    """The stems of the words that children know, as the reading check has them."""
    text = resources.files("surveys").joinpath("everyday_words.en.json").read_text("utf-8")
    listed = " ".join(json.loads(text)["words"].values()).split()
    return FILLERS | OWNERS | NEGATIONS | SUBJECTS | {stem(word) for word in listed}


def sound(word: str) -> str:
    """Roughly how a word sounds: "hert" and "hurt", "fite" and "fight" are alike."""
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    first, rest = word[:1], _VOWELS.sub("", word[1:])
    return _TWICE.sub(r"\1", ("a" if first in "aeiou" else first) + rest)


def _by_sound(vocabulary: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """The words of a vocabulary that sound alike."""
    alike: dict[str, list[str]] = {}
    for word in sorted(vocabulary):
        if len(word) >= SHORTEST_SOUNDED:
            alike.setdefault(sound(stem(word)), []).append(word)
    return {key: tuple(words) for key, words in alike.items() if len(key) >= SHORTEST_SOUND}


def _nearest(word: str, alike: Sequence[str]) -> str:
    """The word that sounds alike and is spelt most alike, if there is only one such stem.

    A short word is hardly changed: "kil" is "kill", but "kelly" may be somebody's name.
    """
    most = 1 if len(word) < SHORTEST_FREE else 2
    slips = {each: OSA.distance(word, each) for each in alike}
    best = [each for each in alike if slips[each] == min(slips.values()) <= most]
    return best[0] if len({stem(each) for each in best}) == 1 else ""


def _by_first_letter(vocabulary: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """Longer words by first letter, which slips of the thumb seldom touch."""
    letters: dict[str, list[str]] = {}
    for word in sorted(vocabulary):
        if len(word) >= SHORTEST_MENDED:
            letters.setdefault(word[0], []).append(word)
    return {letter: tuple(words) for letter, words in letters.items()}
