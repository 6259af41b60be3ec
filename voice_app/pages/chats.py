"""The two-way inbox: the list of chats, one thread, a reply before it goes; a person's own side."""

from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from typing import Literal

TOPICS = (  # keys; the page has their words
    "not_ok", "meeting", "good_news", "change", "family_time", "placement", "school", "health",
    "worker", "call_me", "officer", "advocate", "other",
)  # fmt: skip
STARTS = ("not_ok", "meeting", "change", "good_news")  # offered first on their own page
ASKS_FOR = ("call_me", "officer", "advocate")  # a press is enough: it needs no words of theirs
ENOUGH = frozenset({"not_ok", *ASKS_FOR})
LIFTED = ("checked", "not_them", "they_agreed", "manager")  # why a chat is shown to somebody again


@dataclass(frozen=True)
class ChatRow:
    """One chat in the list. ``words`` are the last that came, ``name`` is whose they are."""

    chat_id: int
    person_id: int | None
    name: str
    kind: str  # child, parent, carer, or empty where nobody knows
    age: int | None
    queue: str
    topic: str
    state: str  # open, closed
    taken_by: str  # empty: nobody
    is_mine: bool
    waiting_since: datetime | None
    answer_by: datetime | None
    is_overdue: bool
    last_at: datetime
    words: str


@dataclass(frozen=True)
class QueueCount:
    """How many wait in a queue for an answer, and how many of them too long."""

    queue: str
    waiting: int
    overdue: int


@dataclass(frozen=True)
class Shown:
    """What part of the chats a list shows; empty: all. ``whose`` is mine, nobody or empty."""

    queue: str = ""
    topic: str = ""
    whose: str = ""
    closed: bool = False


@dataclass(frozen=True)
class ChatList:
    """Chats, the overdue first."""

    rows: tuple[ChatRow, ...]
    counts: tuple[QueueCount, ...]
    shown: Shown
    more: bool = False  # there are more than one list holds

    @property
    def waiting(self) -> int:
        """In all queues."""
        return sum(count.waiting for count in self.counts)

    @property
    def overdue(self) -> int:
        """In all queues."""
        return sum(count.overdue for count in self.counts)


@dataclass(frozen=True)
class Entry:
    """One thing in a thread. ``kind``: theirs, ours, answer, answers, text, quoted, step."""

    kind: str
    at: datetime
    words: str = ""
    language: str = ""
    channel: str = ""
    question: str = ""  # what an answer was given to
    by: str = ""  # of ours, of a step: who; empty: a rule
    code: str = ""  # of a step: what was done; of ours: how far the text got
    detail: str = ""  # of a step: which queue, which topic, who
    read_by: str = ""
    seen_at: datetime | None = None  # ours: opened on their own page
    inner: tuple["Entry", ...] = ()  # of answers: one after the other


@dataclass(frozen=True)
class KeptShown:
    """Somebody at the desk a chat is kept from, and why."""

    user_id: int
    name: str
    why: str  # named, role, topic, by_hand
    lifted_by: str = ""


@dataclass(frozen=True)
class Ready:
    """Words kept ready, to be read over before they go."""

    ready_id: int
    topic: str
    title: str
    words: str
    ours: bool = False  # the product's own, not the authority's


# whether they can see on a page what we wrote: shown; hidden, as others share the phone that the
# link went to; none, as no link opens
TheirPage = Literal["shown", "hidden", "none"]


@dataclass(frozen=True)
class Reached:
    """How a reply that is kept comes to them."""

    by_text: bool
    their_page: TheirPage


@dataclass(frozen=True)
class Draft:
    """A reply before it goes: as it will be read, and what it costs as a text."""

    words: str
    text: str = ""  # as the phone shows it; empty where no text goes
    letters: int = 0
    parts: int = 0
    pence: float = 0
    due: datetime | None = None  # in quiet hours: when it goes
    gives_away: tuple[str, ...] = ()
    problem: str = ""


@dataclass(frozen=True)
class Thread:
    """The whole of one chat, as somebody at the desk sees it."""

    row: ChatRow
    entries: tuple[Entry, ...]
    kept: tuple[KeptShown, ...]
    speaks_of: tuple[str, ...]  # carers and homes of the child that the words name
    by_text: bool
    why_no_text: str  # no_number, shared, not_confirmed, stopped, nobody
    their_page: TheirPage
    ready: tuple[Ready, ...]
    may_lift: bool
    may_keep_from: tuple[tuple[int, str], ...]
    unread: int
    mark: str  # another one when something new is there
    draft: Draft = field(default_factory=lambda: Draft(""))


@dataclass(frozen=True)
class MyMessage:
    """One thing on a young person's own page: theirs, with how far it got, or our answer."""

    ours: bool
    words: str
    at: datetime
    by: str = ""
    role: str = ""
    read_by: str = ""
    read_role: str = ""
    read_at: datetime | None = None
    answer_by: datetime | None = None  # by when somebody should have answered
    answered_at: datetime | None = None
    is_new: bool = False
    channel: str = "web"


@dataclass(frozen=True)
class MyChat:
    """What a person and the desk wrote to each other, oldest first. ``hidden``: a shared phone."""

    code: str
    language: str
    band: str
    messages: tuple[MyMessage, ...]
    hidden: bool = False
    covered: bool = False  # there is more, shown to who has shown their sign
    days: int = 2  # working days in which we answer
    mark: str = ""  # another one when something new is there
