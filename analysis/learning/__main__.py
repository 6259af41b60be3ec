"""``python -m analysis.learning make|card``: make the shipped models, or measure them again."""

import sys
from pathlib import Path

from analysis import understanding
from analysis.learning import making
from analysis.learning.card import card
from analysis.learning.corpus import Corpus
from analysis.model_file import packed
from analysis.understanding import THEMES_FILE
from analysis.understanding import WORRIES_FILE

MODELS = Path(__file__).parents[1] / "models"


def main(wanted: str) -> None:
    """Do what is wanted, and say where it lies."""
    corpus = Corpus()
    if wanted == "make":
        (MODELS / THEMES_FILE).write_bytes(packed(making.themes_model(corpus)))
        (MODELS / WORRIES_FILE).write_bytes(packed(making.worries_model(corpus)))
    (MODELS / "CARD.md").write_text(card(corpus, understanding.read_from(MODELS)), "utf-8")
    sys.stdout.write((MODELS / "CARD.md").read_text("utf-8"))


if __name__ == "__main__":
    main(sys.argv[1])
