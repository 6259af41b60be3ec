"""Northbeck before anybody has spoken: its staff, its signed-off surveys, its QA register."""

from datetime import date
from datetime import datetime

from surveys.codesign import About
from surveys.library import in_every_language
from voice_app.commands.demo.telling import Days
from voice_app.commands.demo.telling import Entry
from voice_app.commands.demo.telling import told
from voice_app.policy import Role
from voice_app.services import accounts
from voice_app.services import auditing
from voice_app.services import codesigning
from voice_app.services import organising
from voice_app.services import publishing
from voice_app.services.organising import UnitKind

PASSWORD = "northbeck-demo"  # noqa: S105 - printed for everybody who starts the demonstration


def make_staff(now: datetime) -> dict[str, int]:
    """An account for everybody at the desk, by key, and the team each is in."""
    users = {
        entry["key"]: accounts.create_user(
            accounts.NewUser(
                sign_in=entry["sign_in"],
                name=entry["name"],
                password=PASSWORD,
                roles=frozenset(Role(role) for role in entry["roles"]),
                team=entry["team"],
                reading_duty=entry["reading_duty"],
            ),
            by=None,
            now=now,
        )
        for entry in told("staff")["staff"]
    }
    teams = dict.fromkeys(entry["team"] for entry in told("staff")["staff"])
    ids = {name: organising.add_unit(UnitKind.TEAM, name, by=None, now=now) for name in teams}
    for entry in told("staff")["staff"]:
        organising.put_in_team(users[entry["key"]], ids[entry["team"]], by=None, now=now)
    return users


def publish_surveys(users: dict[str, int], now: datetime) -> None:
    """Every shipped survey, signed off by the council and published."""
    by_role = {role: e["key"] for e in told("staff")["staff"] for role in e["roles"]}
    member, worker = users[by_role["council_member"]], users[by_role["participation"]]
    for document in in_every_language().values():
        version = publishing.add_version(dict(document), by=worker, now=now)
        agreed = publishing.Agreed(version, member, "Read aloud and agreed at our meeting.")
        publishing.record_sign_off(agreed, by=worker, now=now)
        publishing.publish(version, by=worker, now=now)


def begin_ideas(users: dict[str, int], now: datetime) -> None:
    """What the council talks about just now: other words for one question, a word to use."""
    bee, zed, moz = (users[f"council_{name}"] for name in ("bee", "zed", "moz"))
    change = codesigning.Idea(
        About.CHANGE,
        "Did your worker really listen?",
        survey="after-a-visit",
        place="worker_listened",
        why="being in the room is not the same as listening",
    )
    idea = codesigning.propose(change, user_id=bee, now=now)
    codesigning.say(codesigning.Said(idea, "yes, mine looks at her phone"), user_id=zed, now=now)
    codesigning.vote(codesigning.Ballot(idea, 1, "yes"), user_id=bee, now=now)
    word = codesigning.Idea(About.WORD, "where you live", place="placement")
    agreed = codesigning.propose(word, user_id=moz, now=now)
    for member in (bee, zed, moz):
        codesigning.vote(codesigning.Ballot(agreed, 1, "yes"), user_id=member, now=now)


def fill_register(users: dict[str, int], days: Days) -> None:
    """2012's findings as the first year, and Northbeck's own of the last twelve months."""
    for name in ("register_2012", "register_now"):
        story = told(name)
        entries = auditing.Entries(
            documents=tuple(_document(each, days, users) for each in story["documents"]),
            findings=tuple(_finding(each) for each in story["findings"]),
            actions=tuple(_action(each, days) for each in story["actions"]),
        )
        auditing.register(entries, by=None, now=days.moment(300, 9))


def _document(entry: Entry, days: Days, users: dict[str, int]) -> auditing.NewDocument:
    names = {e["key"]: e["name"] for e in told("staff")["staff"] if e["key"] in users}
    return auditing.NewDocument(
        key=entry["key"],
        kind=entry["kind"],
        title=entry["title"],
        period_from=_day(entry, "period_from", "from_days_ago", days),
        period_to=_day(entry, "period_to", "to_days_ago", days),
        owner=names.get(entry["owner"]) or str(entry["owner"]),
        reference=entry["reference"],
        stages=tuple(entry["stages"]),
    )


def _finding(entry: Entry) -> auditing.NewFinding:
    return auditing.NewFinding(
        key=entry["key"],
        document=entry["document"],
        stage=entry["stage"],
        words=entry["words"],
        heading=entry["heading"],
        themes=tuple(entry["themes"]),
        figure=_figure(entry["figure"]),
    )


def _action(entry: Entry, days: Days) -> auditing.NewAction:
    return auditing.NewAction(
        key=entry["key"],
        words=entry["words"],
        owner_role=entry["owner_role"],
        due_on=_due(entry, days),
        done=entry["state"] == "done",
        finding=entry["finding"] or "",
        document=entry["document"] or "",
    )


def _figure(figure: Entry | None) -> str:
    """A figure with its unit: "13% of children in care"."""
    if figure is None:
        return ""
    unit = "%" if figure["unit"] == "percent" else f" {figure['unit']}"
    of = f" of {figure['of']}" if figure.get("of") else ""
    return f"{figure['value']}{unit}{of}"


def _day(entry: Entry, fixed: str, relative: str, days: Days) -> date | None:
    if relative in entry:
        return days.ago(entry[relative])
    return date.fromisoformat(entry[fixed]) if entry[fixed] else None


def _due(entry: Entry, days: Days) -> date | None:
    if entry.get("due_in_days") is not None:
        return days.ago(-entry["due_in_days"])
    return date.fromisoformat(entry["due"]) if entry.get("due") else None
