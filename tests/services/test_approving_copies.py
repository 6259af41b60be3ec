"""What a copy of the brief fixes for the child who looks first, and what it leaves open."""

from tests.people import SmallCouncil
from tests.rows import every
from tests.services import stories
from tests.settings import StandingClock
from voice_app.models.reviews import BriefIssue
from voice_app.models.reviews import BriefOffer
from voice_app.pages.approving import BeforeItGoes
from voice_app.services import approving
from voice_app.services import reviewing

URL = "https://voices.example"


def look(code: str, clock: StandingClock) -> BeforeItGoes:
    page = approving.before_it_goes(code, now=clock())
    assert isinstance(page, BeforeItGoes)
    return page


def offer(council: SmallCouncil, clock: StandingClock) -> None:
    approving.offer_brief(council.review, public_url=URL, service="Northbeck voices", now=clock())


def test_a_copy_made_early_by_hand_moves_no_day_and_stops_no_offer(
    council: SmallCouncil, clock: StandingClock
) -> None:
    """The clock still issues on the brief's own day: that day is told, and they are offered."""
    code = stories.invite(council.child, clock)
    stories.fill_in(code, {"change": stories.WORDS}, clock)
    told = look(code, clock).goes_on
    reviewing.issue_by_hand(council.child, council.review, user_id=council.iro, now=clock())
    offer(council, clock)
    assert every(BriefOffer) == []  # all that was said stands on the copy
    clock.forward(days=1)
    later = stories.invite(council.child, clock)
    stories.fill_in(later, {"change": "more time with mum please"}, clock)
    offer(council, clock)
    page = look(later, clock)
    assert (page.goes_on, page.closed, len(every(BriefOffer))) == (told, "", 1)


def test_what_a_carer_said_is_not_counted_as_the_childs(
    council: SmallCouncil, clock: StandingClock
) -> None:
    """A carer's words stand on the copy; a child who said nothing has nothing in the papers."""
    carer = stories.add_adult(clock, council.child, "Lorna")
    theirs = stories.invite(carer, clock, survey="before-the-review-carer")
    stories.fill_in(theirs, {"change": "she reads more now"}, clock)
    reviewing.issue_by_clock(council.review, now=clock())
    assert "she reads more now" in str([row.page for row in every(BriefIssue)])
    page = look(stories.invite(council.child, clock), clock)
    assert (page.gone, page.closed) == (0, "")
