"""What tests of the time after a review begin with: a review held, something said and decided."""

from dataclasses import dataclass
from datetime import date
from datetime import timedelta

from tests.people import SmallCouncil
from tests.services import stories
from tests.settings import StandingClock
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.journey import Meeting
from voice_app.models.people import ContactPoint
from voice_app.models.people import Person
from voice_app.pages.after import After
from voice_app.policy import Who
from voice_app.services import concluding
from voice_app.services.concluding import ReviewOf

URL = "http://127.0.0.1:8000"
DECIDED = "You and Kit will see each other every 3 weeks."


@dataclass
class Review:
    """The child's open review, and everything her officer can do with it."""

    council: SmallCouncil
    clock: StandingClock

    @property
    def this(self) -> ReviewOf:
        return ReviewOf(self.council.child, self.council.review)

    @property
    def row(self) -> Meeting:
        db.session.rollback()
        return db.session.get_one(Meeting, self.council.review)

    @property
    def today(self) -> date:
        return self.clock().date()

    def page(self) -> After:
        return concluding.after(self.this, user_id=self.council.iro, now=self.clock())

    def hold(self, *, days_ago: int = 0, code: str = "PN1") -> str:
        held = concluding.Held(self.today - timedelta(days=days_ago), code)
        return concluding.hold(self.this, held, user_id=self.council.iro, now=self.clock())

    def decide(self, words: str = DECIDED, *, corrects: int | None = None) -> int:
        self.clock.forward(minutes=1)
        new = concluding.NewDecision(words, corrects)
        return concluding.decide(self.this, new, user_id=self.council.iro, now=self.clock())

    def promise(self, decision: int, what: str = "Book the visits", who: str = "Dev") -> int:
        new = concluding.NewPromise(what, who, self.today + timedelta(days=14))
        return concluding.promise(
            self.this, decision, new, user_id=self.council.iro, now=self.clock()
        )

    def tell(self, words: str = "You said it, we did it. Maura") -> concluding.Told:
        self.clock.forward(minutes=1)
        return concluding.tell(
            self.this, words, public_url=URL, user_id=self.council.iro, now=self.clock()
        )

    def say(self, words: str = stories.WORDS, *, who: Who = Who.REVIEW) -> int:
        return stories.say(self.council.child, self.clock, words, who=who)

    def seal(self) -> None:
        """She was adopted: nobody opens her record here any more."""
        with writing():
            db.session.get_one(Person, self.council.child).record = "sealed"

    def confirm_phone(self) -> None:
        """She has answered from her phone before."""
        with writing():
            for point in db.session.query(ContactPoint).all():
                point.confirmed_at = self.clock()
