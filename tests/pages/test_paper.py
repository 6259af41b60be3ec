"""What is left to the screen, and that nothing is shortened in silence."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from tests.pages.briefs import brief
from tests.pages.briefs import quote
from voice_app.pages.paper import ROOMS
from voice_app.pages.paper import Room
from voice_app.pages.paper import cut
from voice_app.pages.paper import on_paper
from voice_app.pages.paper import unmeasured

rooms = st.sampled_from(ROOMS)


@given(words=st.text(min_size=1, max_size=2000), room=rooms)
def test_words_stand_whole_or_carry_a_mark(words: str, room: Room) -> None:
    """A quote on paper is the words as written, or a beginning of them that says so."""
    page = brief(words)
    for before, after in zip(page.quotes, on_paper(page, room).brief.quotes, strict=False):
        assert after.shortened or after.words == before.words
        assert before.words.startswith(after.words)


@given(words=st.text(max_size=3000), letters=st.integers(0, 500))
def test_a_beginning_is_a_beginning_and_no_longer_than_asked(words: str, letters: int) -> None:
    """Never a letter that was not written, in its place."""
    assert words.startswith(cut(words, letters))
    assert len(cut(words, letters)) <= letters


@given(words=st.text(min_size=1, max_size=1500), room=rooms)
def test_every_row_is_on_the_paper_or_counted_as_left(words: str, room: Room) -> None:
    """Nothing goes missing without a line that says how much of what."""
    page = brief(words, many=12)
    paper = on_paper(page, room)
    left = dict(paper.left)
    assert len(paper.brief.quotes) + left.get("quotes", 0) == len(page.views)
    assert len(paper.brief.matters) + left.get("matters", 0) == len(page.matters)
    assert len(paper.brief.then_now) + left.get("then_now", 0) == len(page.then_now)
    assert len(paper.brief.decisions) + left.get("decisions", 0) == len(page.decisions)
    assert len(paper.brief.wants) + left.get("wants", 0) == len(page.wants)


@given(room=rooms)
def test_what_must_stand_always_stands(room: Room) -> None:
    """The safety line, the limits, what is kept private and the day of the review."""
    page, paper = brief(), on_paper(brief(), room)
    assert len(paper.brief.safety.notes) == len(page.safety.notes)
    assert paper.brief.limits == page.limits
    assert paper.brief.kept_private == page.kept_private
    assert paper.brief.header.due == page.header.due


def test_rooms_only_get_smaller() -> None:
    """Each room that is tried after another takes no more of anything."""
    for wider, tighter in itertools.pairwise(ROOMS):
        assert all(
            getattr(tighter, name) <= getattr(wider, name) for name in wider.__dataclass_fields__
        )


def test_where_nobody_can_measure_a_long_page_is_cut_by_its_letters() -> None:
    """A browser that prints is given less than a page that was measured."""
    assert unmeasured(brief("x" * 3000, many=12)).left
    assert quote(1).words in repr(unmeasured(brief(many=2)).brief.quotes)
