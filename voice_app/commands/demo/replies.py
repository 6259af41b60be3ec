"""What the children of the demonstration were told after their reviews."""

from datetime import datetime
from functools import partial

from flask import current_app

from voice_app.commands.demo.days import Stage
from voice_app.commands.demo.telling import told
from voice_app.services import concluding
from voice_app.services.concluding import ReviewOf

TOLD_AT = 17  # hour: after school, before tea


def plan_replies(stage: Stage) -> None:
    """Plan each reply; two officers still owe one."""
    for review in told("decisions")["reviews"]:
        after = review["told_after_days"]
        if after is not None and stage.people.iros[review["child"]]:
            held = review["review_held_days_ago"]
            act = partial(_tell, stage, review["child"], held)
            stage.put(stage.days.moment(held - after, TOLD_AT), act)


def _tell(stage: Stage, child: str, held: int, at: datetime) -> None:
    """As the page drafts it: their words, what was decided, who does what."""
    this = ReviewOf(stage.people.ids[child], stage.people.reviews[child, held])
    officer = stage.users[stage.people.iros[child]]
    words = concluding.after(this, user_id=officer, now=at).draft
    url: str = current_app.extensions["voice.settings"].public_url
    concluding.tell(this, words, public_url=url, user_id=officer, now=at)
    stage.work()
