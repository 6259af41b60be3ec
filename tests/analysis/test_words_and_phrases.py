"""Reading text-speak: the text keeps its letters, and a phrase is found however it is typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.phrases import PhraseBook
from analysis.phrases import PhraseFault
from analysis.phrases import clearest
from analysis.phrases import essential
from analysis.words import CLAUSE_END
from analysis.words import Spelling
from analysis.words import negated

SCHOOL = frozenset({"school", "bullied", "placement", "bullying", "scared"})


def stems(text: str, vocabulary: frozenset[str] = frozenset()) -> list[str]:
    return Spelling(vocabulary).read(text).stems


@given(st.text(max_size=200))
def test_every_stem_is_a_stretch_of_the_original_in_order(text: str) -> None:
    reading = Spelling(SCHOOL).read(text)
    places = [reading.span(place, place) for place in range(len(reading.stems))]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert places == sorted(places)
    assert all(text[start:end].strip(" ") == text[start:end] for start, end in places)


@given(st.lists(st.sampled_from(["skool", "don’t", "Zoë", "b4", "meeee", "gonna"]), min_size=1))
def test_offsets_cut_out_exactly_the_written_words(written: list[str]) -> None:
    text = " ".join(written)
    reading = Spelling().read(text)
    places = dict.fromkeys(reading.span(place, place) for place in range(len(reading.stems)))
    assert [text[start:end] for start, end in places] == written


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("skool", "school"),
        ("SCHOLLLL", "schol"),
        ("soooo sad", "so sad"),
        ("dont", "do not"),
        ("don’t", "don't"),
        ("ur soshal worker", "your social worker"),
        ("nuffin", "nothing"),
        ("she'll", "she will"),
        ("my mums house", "my mum house"),
        ("cafe\u0301", "caf\u00e9"),
        ("b4 2moro", "before tomorrow"),
        ("gonna", "going to"),
    ],
)
def test_text_speak_and_plain_words_read_alike(typed: str, meant: str) -> None:
    assert stems(typed) == stems(meant)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("SCHOOOOL", "school"),
        ("placment", "placement"),
        ("shcool", "school"),
        ("bullyng", "bullying"),
        ("sacred", "sacred"),  # an ordinary word is left alone
        ("skool", "school"),
        ("xchool", "xchool"),  # the first letter is hardly ever wrong
        ("scard", "scared"),
        ("bulleid", "bully"),  # mended, and then brought to one form
    ],
)
def test_spelling_is_mended_only_towards_our_words(typed: str, read: str) -> None:
    assert stems(typed, SCHOOL) == stems(read)


def test_a_phrase_is_found_round_small_words_and_in_any_form() -> None:
    book = PhraseBook([("doesn't listen", "heard"), ("see my mum", "family")])
    found = {
        text: [hit.meaning for hit in book.find(book.read(text))]
        for text in ("they dont ever really lisen", "i wanna be seeing me mum", "see my own mum")
    }
    assert found["they dont ever really lisen"] == ["heard"]
    assert found["see my own mum"] == []


def test_a_phrase_does_not_reach_over_a_full_stop() -> None:
    book = PhraseBook([("hit me", "x")])
    assert book.find(book.read("we hit. me and her won")) == []


def test_a_small_word_can_be_a_step_of_one_phrase_and_stepped_over_in_another() -> None:
    book = PhraseBook([("who i am", "self"), ("who lives here", "home")])
    assert [h.meaning for h in book.find(book.read("who i am"))] == ["self"]
    assert [h.meaning for h in book.find(book.read("who really lives here"))] == ["home"]


def test_the_longer_phrase_wins_over_one_inside_it() -> None:
    book = PhraseBook([("contact", "family"), ("contact with my sister", "siblings")])
    hits = book.find(book.read("more contact with my sister"))
    assert [hit.meaning for hit in clearest(hits)] == ["siblings"]


@pytest.mark.parametrize("phrase", ["", "the is not", "my", "never ever"])
def test_a_phrase_of_small_words_alone_is_refused(phrase: str) -> None:
    with pytest.raises(PhraseFault):
        essential(phrase)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("he would never hurt", True),
        ("nobody hurt", True),
        ("not here. hurt", False),
        ("she does not care he hurt", False),
        ("not at all that much really hurt", False),
    ],
)
def test_negation_reaches_three_words_and_no_further_than_its_clause(
    text: str, expected: bool
) -> None:
    read = stems(text)
    assert negated(read, len(read) - 1) is expected


def test_a_clause_is_what_stands_between_two_ends() -> None:
    reading = Spelling().read("we won. she cried but he laughed")
    assert reading.stems.count(CLAUSE_END) == 2
    assert list(reading.clause(3)) == [3, 4]
