"""How long a text is. One letter outside GSM-7 more than halves what a message part can hold."""

from dataclasses import dataclass
from enum import StrEnum

import smsutil
from smsutil.codecs import is_valid_gsm

LONGEST = 1_600  # letters in one text, the least that a provider we use allows (Twilio)


class Alphabet(StrEnum):
    """The two alphabets of text messages."""

    GSM_7 = "GSM-7"  # 160 letters alone, 153 in each part of a longer text
    UCS_2 = "UCS-2"  # 70 letters alone, 67 in each part


@dataclass(frozen=True)
class Parts:
    """What a text costs. ``letters`` counts as networks do: € is two in GSM-7, most emoji two."""

    letters: int
    parts: int
    alphabet: Alphabet


# What word processors and people write for show, and what says the same in GSM-7.
_PLAINER = str.maketrans(
    {
        "‘": "'", "’": "'", "‚": "'", "‛": "'", "′": "'", "`": "'", "´": "'",
        "“": '"', "”": '"', "„": '"', "‟": '"', "″": '"', "«": '"', "»": '"',
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-",
        "…": "...", "•": "-", "·": "-", "\t": " ",
        "\u00a0": " ", "\u2002": " ", "\u2003": " ", "\u2009": " ", "\u202f": " ",
        "\u00ad": "", "\u200b": "", "\ufeff": "",
    }
)  # fmt: skip


def measure(words: str) -> Parts:
    """The letters, parts and alphabet of a text."""
    if not words:
        return Parts(0, 0, Alphabet.GSM_7)
    split = smsutil.split(words)
    if is_valid_gsm(words):
        return Parts(split.total_bytes, len(split.parts), Alphabet.GSM_7)
    return Parts(split.total_bytes // 2, len(split.parts), Alphabet.UCS_2)


def gentle(words: str) -> str:
    """Our own words with plain quotes, dashes and spaces, where that brings them into GSM-7.

    Words that stay outside GSM-7 whatever we do (Arabic, Polish) keep their typography. Never call
    it with a child's words: those go as written.
    """
    plainer = words.translate(_PLAINER)
    return plainer if is_valid_gsm(plainer) else words
