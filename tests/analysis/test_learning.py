"""Making models: the same twice, from what is there, and never a worse one than is in use."""

import json
from pathlib import Path

import numpy as np
import pytest

from analysis.comment import Comment
from analysis.learning import correcting
from analysis.learning.corpus import Corpus
from analysis.learning.corpus import CorpusFault
from analysis.learning.corpus import Part
from analysis.learning.correcting import Correction
from analysis.learning.making import themes_model
from analysis.learning.measuring import threshold_for_precision
from analysis.linear import Linear
from analysis.model_file import packed

SAID = {
    "home": ("my room is big", "the food is cold here", "too loud in the house at night"),
    "education": ("i like my new teacher", "maths is hard and nobody helps", "sent out of class"),
    "health": ("the dentist was kind", "i still wait for my inhaler", "my back hurts every day"),
}


def line(key: str, theme: str, text: str) -> str:
    shared = {"who": "child", "age": 13, "asked": [], "open": False, "sense": "neither"}
    return json.dumps({**shared, "id": key, "text": text, "themes": [theme]})


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Three writers with a few messages each."""
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "themes").mkdir()
    (folder / "labels").mkdir()
    for writer in ("training.one", "training.two", "development.three"):
        lines = [
            line(f"{writer}-{theme}-{number}", theme, f"{text} {writer[-3:]}")
            for theme, texts in SAID.items()
            for number, text in enumerate(texts)
        ]
        (folder / "themes" / f"{writer}.jsonl").write_text("\n".join(lines), "utf-8")
    return Corpus(folder)


@pytest.fixture(scope="module")
def model(corpus: Corpus) -> Linear:
    return themes_model(corpus)


def test_the_same_corpus_makes_the_same_file(corpus: Corpus, model: Linear) -> None:
    assert packed(themes_model(corpus)) == packed(model)


def test_writers_stand_in_one_part_only(corpus: Corpus) -> None:
    assert {each.writer for each in corpus.themes(Part.TRAINING)} == {"one", "two"}
    assert {each.writer for each in corpus.themes(Part.DEVELOPMENT)} == {"three"}


def test_a_reader_who_did_not_write_a_message_has_the_last_word(corpus: Corpus) -> None:
    said = {"id": "training.one-home-1", "labels": ["health"], "sense": "worry"}
    file = corpus.folder / "labels" / "themes.reader.jsonl"
    file.write_text(json.dumps(said), "utf-8")
    judged = {each.id: each.labels for each in Corpus(corpus.folder).themes()}
    meant = {each.id: each.labels for each in Corpus(corpus.folder).as_meant()}
    file.unlink()
    assert judged["training.one-home-1"] == {"health"}
    assert meant["training.one-home-1"] == {"home"}


def test_a_line_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "themes").mkdir()
    (tmp_path / "themes" / "test.four.jsonl").write_text("{\n", "utf-8")
    with pytest.raises(CorpusFault, match=r"test\.four\.jsonl, line 1"):
        Corpus(tmp_path).themes()


def corrections(*, turned: bool) -> list[Correction]:
    """Enough of them. Turned ones are wrong where a model learns and right where it is measured."""
    themes, found = list(SAID), []
    for key in range(400):
        theme = themes[key % 3]
        correction = Correction(key, Comment(SAID[theme][key % 2]), frozenset({theme}))
        if turned and not correction.is_held_back:
            wrong = frozenset({themes[(key + 1) % 3]})
            correction = Correction(key, correction.comment, wrong)
        found.append(correction)
    return found


def test_too_few_corrections_teach_nothing(corpus: Corpus, model: Linear) -> None:
    few = corrections(turned=False)[:299]
    with pytest.raises(correcting.TooFew, match="299"):
        correcting.remake(few, model, version="2", corpus=corpus)


def test_a_model_that_learned_something_is_used(corpus: Corpus, model: Linear) -> None:
    made = correcting.remake(corrections(turned=False), model, version="2", corpus=corpus)
    assert made.is_better
    assert made.model.version == "2"
    assert made.model.names == model.names


def test_a_model_that_is_worse_on_held_back_corrections_is_refused(
    corpus: Corpus, model: Linear
) -> None:
    used = correcting.remake(corrections(turned=False), model, version="2", corpus=corpus).model
    assert not correcting.remake(
        corrections(turned=True), used, version="3", corpus=corpus
    ).is_better


def test_the_held_back_are_always_the_same() -> None:
    first = [each.is_held_back for each in corrections(turned=False)]
    assert first == [each.is_held_back for each in corrections(turned=False)]
    assert 40 < sum(first) < 120


def test_a_threshold_is_the_lowest_that_is_right_often_enough() -> None:
    right = np.array([[True], [False], [True], [False]])
    scores = np.array([[0.9], [0.8], [0.7], [0.1]], np.float32)
    assert threshold_for_precision(right, scores, 0.6) == pytest.approx(0.7)
    assert threshold_for_precision(right, scores, 0.99) == pytest.approx(0.9)
    assert threshold_for_precision(~right[:1], scores[:1], 0.5) == 1.0
