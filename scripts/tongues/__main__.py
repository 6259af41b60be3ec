"""The commands behind ``scripts/catalogues`` and ``scripts/translations``."""

import sys
from collections import Counter
from pathlib import Path

from scripts.tongues import catalogues
from scripts.tongues import check
from scripts.tongues import handing

USAGE = """\
scripts/catalogues compile          make the .mo files that the product reads
scripts/catalogues update           take new words from the code
scripts/catalogues check            fail where a ready language lacks words, or has broken ones
scripts/translations missing LANG   what a language lacks: one JSON line for each word
scripts/translations take LANG FILE take a translator's JSON lines {"id": ..., "words": ...}
scripts/translations broken LANG    words of a language that can't stand, as the check would say
scripts/translations state          how far every language is
"""


def main(asked: list[str]) -> int:
    """Do one thing; returns how the command ended."""
    match asked:
        case ["compile"]:
            catalogues.compile_all()
        case ["update"]:
            catalogues.update()
        case ["check"]:
            return _told([*check.behind_the_code(), *check.not_ready()])
        case ["missing", language]:
            forms = handing.plural_forms(language)[0]
            _say("".join(f"{word.line(forms)}\n" for word in handing.missing(language)))
        case ["take", language, file]:
            return _take(language, Path(file))
        case ["broken", language]:
            return _told(list(check.broken(language)))
        case ["state"]:
            _say("".join(_state(language) for language in catalogues.languages()))
        case _:
            _say(USAGE)
            return 2
    return 0


def _take(language: str, file: Path) -> int:
    with file.open(encoding="utf-8") as lines:
        taken, refused = handing.take(language, iter(lines))
    _say(f"{taken} taken, {len(refused)} faults. {language} still lacks ")
    _say(f"{len(handing.missing(language))}.\n")
    return _told(refused)


def _state(language: str) -> str:
    if language == "en":
        return "en\tthe original\n"
    left = Counter(word.id.partition(":")[0] for word in handing.missing(language))
    return f"{language}\tlacks " + ", ".join(f"{n} {of}" for of, n in left.items()) + "\n"


def _told(faults: list[str]) -> int:
    sys.stderr.write("".join(f"{fault}\n" for fault in faults))
    return 1 if faults else 0


def _say(words: str) -> None:
    sys.stdout.write(words)


sys.exit(main(sys.argv[1:]))
