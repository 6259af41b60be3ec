"""The model's file: what goes in comes out, and a broken one is named, never believed."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import linear
from analysis.features import Feature
from analysis.linear import Linear
from analysis.linear import ModelFault

SMALL = Linear(
    about={"version": "1"},
    labels=("home", "school"),
    names=("c _roo", "w bed", "w class", "w room"),
    rarity=np.array([1, 1, 1, 2], np.float32),
    weights=np.array([[1, 0], [2, -1], [-1, 3], [2, 0]], np.float32),
    bias=np.array([-1, -1], np.float32),
)
BED = [Feature("w bed", 1.0, 0, 0), Feature("w unheard", 1.0, 1, 1)]


def test_a_model_read_back_says_the_same() -> None:
    again = linear.read(SMALL.packed())
    assert again.labels == SMALL.labels
    assert again.names == SMALL.names
    assert again.version == "1"
    assert np.allclose(again.weights, SMALL.weights, atol=0.02)
    assert np.allclose(again.scores(BED), SMALL.scores(BED), atol=0.01)


def test_the_same_model_is_packed_the_same() -> None:
    assert SMALL.packed() == SMALL.packed()


def test_a_score_is_a_likelihood_of_what_is_known() -> None:
    home, school = SMALL.scores(BED).tolist()
    assert home == pytest.approx(1 / (1 + np.exp(-1)), abs=1e-6)
    assert school == pytest.approx(1 / (1 + np.exp(2)), abs=1e-6)


def test_nothing_known_is_scored_too() -> None:
    assert SMALL.scores([]).tolist() == pytest.approx([0.2689414, 0.2689414])


def test_what_it_leaned_on_has_its_place() -> None:
    assert SMALL.leaning(BED, "home") == {(0, 0): pytest.approx(2.0)}
    assert SMALL.leaning(BED, "school") == {(0, 0): pytest.approx(-1.0)}


@pytest.mark.parametrize("file", [b"", b"hello", linear.MARK, SMALL.packed()[:-1]])
def test_a_broken_file_is_a_fault(file: bytes) -> None:
    with pytest.raises(ModelFault):
        linear.read(file)


@given(st.integers(0, len(SMALL.packed()) - 1), st.integers(1, 255))
def test_a_changed_letter_anywhere_is_a_fault(place: int, change: int) -> None:
    file = bytearray(SMALL.packed())
    file[place] ^= change
    with pytest.raises(ModelFault):
        linear.read(bytes(file))
