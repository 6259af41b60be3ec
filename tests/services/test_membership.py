"""Who is in the council: by a link and a picture, or by words they know; nothing else opens."""

import pytest

from tests.people import SmallCouncil
from tests.services.council_stories import ask_in
from tests.settings import StandingClock
from voice_app.pages.council import Opened
from voice_app.policy import Permission
from voice_app.services import accounts
from voice_app.services import codesigning
from voice_app.services import publishing
from voice_app.services.codesigning import CannotJoin
from voice_app.services.codesigning import Invite


@pytest.fixture
def code(council: SmallCouncil, clock: StandingClock) -> str:
    return codesigning.invite(Invite("Bee"), user_id=council.participation, now=clock())


def test_an_invited_member_chooses_a_name_and_a_picture_and_is_in(
    code: str, clock: StandingClock
) -> None:
    joined = codesigning.join(code, "  Busy  Bee ", "star", now=clock())
    person = accounts.at_the_desk(joined.user_id)
    assert person is not None
    assert person.name == "Busy Bee"
    assert Permission.TAKE_PART in person.permissions
    assert codesigning.come_in(code, "star", now=clock()) == (Opened.IN, joined.user_id)


def test_who_has_not_joined_speaks_for_nobody(code: str) -> None:
    assert "Bee" not in dict(publishing.members()).values()


def test_the_link_without_the_picture_opens_nothing_and_shuts_after_five(
    code: str, clock: StandingClock
) -> None:
    codesigning.join(code, "Bee", "star", now=clock())
    tried = [codesigning.come_in(code, "bus", now=clock())[0] for _ in range(5)]
    assert tried == [Opened.NOT_THAT] * 4 + [Opened.WAIT]
    assert codesigning.come_in(code, "star", now=clock()) == (Opened.WAIT, None)


def test_code_words_open_without_the_link(code: str, clock: StandingClock) -> None:
    joined = codesigning.join(code, "Bee", "star", now=clock())
    words = joined.code_words.upper().replace(" ", "   ")
    opened = codesigning.come_in_by_words(" bee ", "star", words, now=clock())
    assert opened == (Opened.IN, joined.user_id)
    wrong = codesigning.come_in_by_words("Bee", "bus", words, now=clock())
    assert wrong == (Opened.NOT_THAT, None)
    nobody = codesigning.come_in_by_words("Nobody", "star", words, now=clock())
    assert nobody == (Opened.NOT_THAT, None)


def test_five_wrong_tries_by_words_wait_for_a_worker(code: str, clock: StandingClock) -> None:
    joined = codesigning.join(code, "Bee", "star", now=clock())
    for _ in range(5):
        codesigning.come_in_by_words("Bee", "star", "no such words", now=clock())
    words = joined.code_words
    assert codesigning.come_in_by_words("Bee", "star", words, now=clock())[0] is Opened.WAIT


def test_nobody_signs_in_at_the_desk_as_a_member(code: str, clock: StandingClock) -> None:
    joined = codesigning.join(code, "Bee", "star", now=clock())
    for secret in ("!", "", joined.code_words):
        assert accounts.sign_in("council:bee", secret, now=clock()) is None


def test_a_new_link_ends_the_old_one_and_its_words(
    code: str, council: SmallCouncil, clock: StandingClock
) -> None:
    joined = codesigning.join(code, "Bee", "star", now=clock())
    fresh = codesigning.new_link(joined.user_id, user_id=council.participation, now=clock())
    assert codesigning.come_in(code, "star", now=clock())[0] is Opened.CLOSED
    words = joined.code_words
    assert codesigning.come_in_by_words("Bee", "star", words, now=clock())[0] is Opened.NOT_THAT
    again = codesigning.join(fresh, "Bee", "bus", now=clock())
    assert again.user_id == joined.user_id


def test_leaving_ends_every_way_in_and_keeps_the_name_on_the_work(
    code: str, council: SmallCouncil, clock: StandingClock
) -> None:
    joined = codesigning.join(code, "Bee", "star", now=clock())
    codesigning.leave(joined.user_id, user_id=council.participation, now=clock())
    assert accounts.at_the_desk(joined.user_id) is None
    assert codesigning.come_in(code, "star", now=clock())[0] is Opened.CLOSED
    words = joined.code_words
    assert codesigning.come_in_by_words("Bee", "star", words, now=clock())[0] is Opened.NOT_THAT
    assert [one.nickname for one in codesigning.members() if one.left] == ["Bee"]


@pytest.mark.parametrize(
    ("nickname", "picture", "why"),
    [("", "star", "no_name"), ("x" * 21, "star", "long_name"), ("Bee", "gun", "no_picture")],
)
def test_what_cannot_be_a_member_says_why(
    code: str, clock: StandingClock, nickname: str, picture: str, why: str
) -> None:
    with pytest.raises(CannotJoin, match=why):
        codesigning.join(code, nickname, picture, now=clock())


def test_two_members_never_share_a_name(code: str, clock: StandingClock) -> None:
    ask_in("Zed", clock)
    with pytest.raises(CannotJoin, match="taken"):
        codesigning.join(code, "ZED", "star", now=clock())


def test_a_link_joins_once(code: str, clock: StandingClock) -> None:
    codesigning.join(code, "Bee", "star", now=clock())
    with pytest.raises(CannotJoin, match="closed"):
        codesigning.join(code, "Eve", "bus", now=clock())
