"""The model's file: what goes in comes out, and a broken one is named, never believed."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import model_file
from analysis.features import Shown
from analysis.linear import Linear
from analysis.model_file import ModelFault
from analysis.model_file import packed
from analysis.words import Spelling

SMALL = Linear(
    about={"version": "1"},
    labels=("home", "school"),
    names=("c _roo", "k room class", "q home", "w bed", "w room"),
    rarity=np.array([1, 1, 1, 1, 2], np.float32),
    weights=np.array([[1, 0], [-1, 3], [3, 0], [2, -1], [2, 0]], np.float32),
    bias=np.array([-1, -1], np.float32),
)
WORDS = "my bed is unheard"
BED = Shown(Spelling().read(WORDS))


def test_a_model_read_back_says_the_same() -> None:
    again = model_file.read(packed(SMALL))
    assert again.labels == SMALL.labels
    assert again.names == SMALL.names
    assert again.version == "1"
    assert np.allclose(again.weights, SMALL.weights, atol=0.02)
    for label, likely in SMALL.weigh(BED).likely.items():
        assert again.weigh(BED).likely[label] == pytest.approx(likely, abs=0.01)


def test_the_same_model_is_packed_the_same() -> None:
    assert packed(SMALL) == packed(SMALL)


def test_a_score_is_a_likelihood_of_what_is_known() -> None:
    likely = SMALL.weigh(BED).likely
    assert likely["home"] == pytest.approx(1 / (1 + np.exp(-1)), abs=1e-6)
    assert likely["school"] == pytest.approx(1 / (1 + np.exp(2)), abs=1e-6)


def test_nothing_known_is_scored_too() -> None:
    likely = SMALL.weigh(Shown(Spelling().read(""))).likely
    assert likely == pytest.approx({"home": 0.2689414, "school": 0.2689414})


def test_the_question_and_the_phrases_have_a_weight_of_their_own() -> None:
    shown = Shown(Spelling().read("yes"), {"q home": 2.0, "q unheard": 9.0})
    assert SMALL.weigh(shown).likely["home"] == pytest.approx(1 / (1 + np.exp(-5)), abs=1e-6)


@given(st.lists(st.sampled_from(["bed", "rooms", "class", "Unheard,", "my"]), max_size=12))
def test_what_is_learned_from_is_what_is_weighed(words: list[str]) -> None:
    shown = Shown(Spelling().read(" ".join(words)), {"q home": 0.5})
    sums = SMALL.bias.copy()
    for row, value in SMALL.scales.learned(shown).items():
        sums += value * SMALL.weights[row]
    likely = SMALL.weigh(shown).likely
    assert list(likely.values()) == pytest.approx((1 / (1 + np.exp(-sums))).tolist(), abs=1e-5)


def test_what_it_leaned_on_has_its_place() -> None:
    found = SMALL.weigh(BED)
    assert [WORDS[start:end] for start, end in found.leaned_on("home")] == ["bed"]
    assert found.leaned_on("school") == ()


def test_a_pair_with_small_words_between_has_its_place() -> None:
    words = "oh the room my class"
    (span,) = SMALL.weigh(Shown(Spelling().read(words))).leaned_on("school")[-1:]
    assert words[slice(*span)] == "room my class"


@pytest.mark.parametrize("file", [b"", b"hello", model_file.MARK, packed(SMALL)[:-1]])
def test_a_broken_file_is_a_fault(file: bytes) -> None:
    with pytest.raises(ModelFault):
        model_file.read(file)


@given(st.integers(0, len(packed(SMALL)) - 1), st.integers(1, 255))
def test_a_changed_letter_anywhere_is_a_fault(place: int, change: int) -> None:
    file = bytearray(packed(SMALL))
    file[place] ^= change
    with pytest.raises(ModelFault):
        model_file.read(bytes(file))
