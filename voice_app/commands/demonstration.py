"""The demonstration council: made once, then served."""

import click
import flask_migrate
from flask import Flask

from voice_app.clock import utc_now
from voice_app.commands.app import opened
from voice_app.commands.demo import chats
from voice_app.commands.demo import council
from voice_app.commands.demo import days
from voice_app.commands.demo import journeys
from voice_app.commands.demo import records
from voice_app.commands.demo import replies
from voice_app.commands.demo import stories
from voice_app.commands.demo.telling import Days
from voice_app.commands.demo.telling import Travelling
from voice_app.config import Settings
from voice_app.jobs import gateways
from voice_app.services import accounts
from voice_app.services import rounds

SIGN_INS = (
    ("maura.ellery@northbeck.example", "reviewing officer: her children and their briefs"),
    ("dev.rowley@northbeck.example", "social worker: the records of his children"),
    ("graham.ostler@northbeck.example", "team manager: the records of the team's children"),
    ("rosa.tandy@northbeck.example", "duty desk: worries, and words to read"),
    ("hal.brennock@northbeck.example", "quality assurance: threads and findings"),
    ("leila.grange@northbeck.example", "participation worker: chats, who was not heard, surveys"),
    ("bee@northbeck.example", "Children in Care Council: their ideas, votes and surveys"),
    ("esther.vanley@northbeck.example", "advocate: the surveys"),
    ("colin.drayce@northbeck.example", "administrator: accounts, settings, imports"),
)


@click.command()
def demo() -> None:
    """Make the demonstration council, if it is not there yet, and print its sign-ins.

    Example: VOICE_PRACTICE=1 voice demo
    """
    with opened() as app:
        settings: Settings = app.extensions["voice.settings"]
        if not settings.practice:
            raise click.ClickException(
                "The demonstration is only made with VOICE_PRACTICE=1. Nothing was changed."
            )
        flask_migrate.upgrade()
        if accounts.user_id(SIGN_INS[0][0]) is None:
            click.echo("Making the demonstration council of Northbeck…")
            make(app)
        _say_how_to_go_on(settings.public_url)


def make(app: Flask) -> None:
    """Act the whole story out on an empty database."""
    really_now = utc_now()
    clock = Travelling(really_now)
    told_days = Days(really_now)
    before, app.extensions["voice.clock"] = app.extensions["voice.clock"], clock
    wake, app.extensions["voice.wake"] = app.extensions["voice.wake"], lambda: None
    try:
        long_ago = told_days.moment(400, 9)
        users = council.make_staff(long_ago)
        council.publish_surveys(users, told_days.moment(300, 10))
        council.fill_register(users, told_days)
        council.begin_ideas(users, told_days.moment(6, 17))
        people = records.make_people(users, told_days, told_days.moment(290, 10))
        journeys.put_down_journeys(people, users, told_days)
        gateway = gateways.simulator(app)
        stage = days.Stage(people, users, told_days, clock, gateway, stories.beginnings())
        days.plan_voices(stage)
        days.plan_reading(stage)
        stories.plan_stories(stage)
        replies.plan_replies(stage)
        chats.plan_chats(stage)
        stage.play()
        rounds.around_reviews(now=really_now)  # the briefs that are due; the worker issues them
    finally:
        app.extensions["voice.clock"], app.extensions["voice.wake"] = before, wake


def _say_how_to_go_on(url: str) -> None:
    click.echo(f"\n  A pretend phone (no sign-in):  {url}/phone/417")
    click.echo(f"  Sign in for staff:             {url}/sign-in\n")
    for name, what in SIGN_INS:
        click.echo(f"    {name:<34} {what}")
    click.echo(f"\n  The password of every demonstration account: {council.PASSWORD}\n")
