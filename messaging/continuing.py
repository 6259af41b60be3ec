"""Whether a text goes on with the one before it: long words may come in several pieces."""

from datetime import timedelta

from messaging.alphabet import Alphabet
from messaging.alphabet import measure

SOON = timedelta(seconds=90)  # a piece of the same text follows within this
WAIT = timedelta(seconds=10)  # so long our reply waits where more may come
_FULL = {Alphabet.GSM_7: 140, Alphabet.UCS_2: 60}  # letters; networks split at 153 and at 67


def may_go_on(words: str) -> bool:
    """Whether these words fill a message part, so that the rest of them may be on its way."""
    size = measure(words)
    return size.letters >= _FULL[size.alphabet]
