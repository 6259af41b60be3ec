"""What a worker sees of their children: who has been heard, who has not, and what waits."""

from dataclasses import dataclass
from datetime import date

from voice_app.pages.words import Quote

STITCHES = ("asked", "answered", "read", "told_back", "helped")
SHOWS = (
    "review",
    "not_heard",
    "soon",  # not heard, and the review is near
    "not_read",
    "call",
    "reply",  # they wait to hear what came of their review
    "not_kept",
    "overdue",
    "not_now",
)
SORTS = ("review", "name", "longest")
KINDS = ("neither", "visited", "unvisited", "unheard")  # groups of the not-heard list


@dataclass(frozen=True)
class Wish:
    """What somebody asks the caseload to show. What is none of ours is the first of each."""

    find: str = ""
    show: str = SHOWS[0]
    sort: str = SORTS[0]
    number: int = 1  # of the page
    words: bool = False


@dataclass(frozen=True)
class ReplyShown:
    """They wait to hear what came of this review."""

    review_id: int
    by: date
    working_days: int  # left; negative when it is overdue


@dataclass(frozen=True)
class Owed:
    """What is late or missing for one child."""

    brief_late: bool = False  # the day for it has passed, and none was issued
    plans_overdue: int = 0
    plans_missing: int = 0
    not_kept: int = 0  # promises that they say have not happened
    reply: ReplyShown | None = None


@dataclass(frozen=True)
class CaseRow:
    """One child in the caseload. ``voice`` is how many of ``STITCHES`` are done, in order."""

    person_id: int
    name: str
    number: str  # the council's, where there is no name
    age: int | None
    review_id: int | None
    due: date | None
    working_days: int | None  # until the review; negative when it is overdue
    voice: int
    voice_words: str  # "Asked twice, no answer"
    loose_end: bool  # asked and nothing came back
    last_call: bool  # the day of the last call has come, and nobody has heard them
    not_before: date | None  # "do not ask now" until
    last_heard: date | None  # ever
    latest: Quote | None
    flag: str  # "Asked you to call", "1 safety note"
    brief: str  # "Due Tue 1", "Sent 18 Nov", "Late: no words"
    owed: Owed


@dataclass(frozen=True)
class CaseGroup:
    """Rows that fall in one stretch of time; without a title where time does not order them."""

    title: str
    rows: tuple[CaseRow, ...]


@dataclass(frozen=True)
class ViewShown:
    """A way of looking that somebody saved."""

    view_id: int
    name: str
    query: str  # "show=not_heard&sort=name"


@dataclass(frozen=True)
class Caseload:
    """An IRO's children."""

    today: date
    reviews_soon: int  # in the next 15 working days
    not_heard: int  # of those, since their last review
    usual_days: int  # after which a child stands on the not-heard list
    groups: tuple[CaseGroup, ...]
    total: int
    found: int  # that fit what was asked for
    shown: int  # on this page
    wish: Wish
    pages: int
    views: tuple[ViewShown, ...]


@dataclass(frozen=True)
class Way:
    """One way that was tried: text, web, reminder or lost (a text that did not arrive)."""

    how: str
    on: date


@dataclass(frozen=True)
class RefusalShown:
    """Their choice not to be asked: ``how`` is said, stop, or survey (no to one)."""

    how: str
    on: date


@dataclass(frozen=True)
class VisitsShown:
    """The last social work visit, and the next. None: nobody says."""

    last: date | None
    seen: bool | None
    alone: bool | None
    next_due: date | None
    late: bool


@dataclass(frozen=True)
class NotHeardRow:
    """One child who has not been heard, or not been visited."""

    person_id: int
    name: str
    number: str  # the council's
    age: int | None
    last_heard: date | None
    ways: tuple[Way, ...]  # newest first
    refusals: tuple[RefusalShown, ...]
    likes: str  # text or web
    language: str
    not_before: date | None  # "do not ask now" until
    visits: VisitsShown | None  # only of one's own children
    own: bool


@dataclass(frozen=True)
class NotHeardGroup:
    """``kind`` is visited (but not heard), unvisited (but heard), neither, or unheard.

    The last is for children of whose visits this person is not told.
    """

    kind: str
    rows: tuple[NotHeardRow, ...]


@dataclass(frozen=True)
class NotHeardWish:
    """What somebody asks the list to show; ``days`` None is what the authority set."""

    days: int | None = None
    show: str = ""  # one of ``KINDS``, or all of them
    number: int = 1  # of the page


@dataclass(frozen=True)
class NotHeard:
    """Who has not been heard in so many days."""

    today: date
    show: str
    days: int
    usual_days: int  # what the authority set
    unheard: int  # children
    total: int
    groups: tuple[NotHeardGroup, ...]
    number: int  # of the page
    pages: int
    everybody: bool  # all children of the authority, or one's own
    views: tuple[ViewShown, ...]


@dataclass(frozen=True)
class DigestPage:
    """Whether somebody is sent a count by e-mail."""

    possible: bool  # this installation can send e-mail
    how_often: str  # daily, weekly or empty
    address: str
    last_on: date | None
