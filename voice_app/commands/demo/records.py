"""Northbeck's children, carers and parents as the council's records have them."""

from dataclasses import dataclass
from dataclasses import field
from datetime import datetime

from voice_app.commands.demo.telling import Days
from voice_app.commands.demo.telling import Entry
from voice_app.commands.demo.telling import told
from voice_app.services import recording

LONG_AGO = 700  # days before today; the reviewing officers have been there since


@dataclass(frozen=True)
class People:
    """Who is who: ids by key, and the phone of each."""

    ids: dict[str, int] = field(default_factory=dict)
    phones: dict[str, str] = field(default_factory=dict)
    iros: dict[str, str] = field(default_factory=dict)  # the key of a child's IRO
    reviews: dict[tuple[str, int], int] = field(default_factory=dict)  # child, days ago: meeting


def carer_key(child: str, index: int) -> str:
    """How a carer is called in the story."""
    return f"{child}/{index}"


def number(last3: int) -> str:
    """A number that is kept free for pretend."""
    return f"+447700900{last3:03d}"


def make_people(users: dict[str, int], days: Days, now: datetime) -> People:
    """Add everybody, then tie them together."""
    people = People()
    children = told("children")["children"]
    for child in children:
        _add_child(people, child, days, now)
        for index in range(len(child["carers"])):
            _add_carer(people, child, index, now=now)
    for child in children:
        for sibling in child["siblings"]:
            recording.relate(
                people.ids[child["key"]], people.ids[sibling], kind="sibling", by=None, now=now
            )
        _put_down_journey(people, child, users, days)
    _put_down_decisions(people, users, days)
    return people


def _add_child(people: People, child: Entry, days: Days, now: datetime) -> None:
    key, last3 = child["key"], child["phone_last3"]
    new = recording.NewPerson(
        kind="child",
        preferred_name=child["preferred_name"],
        surname=child["surname"],
        born=days.born(child["age_years"], child["age_months_extra"]),
        language=child["language"],
        record_number=child["external_id"],
        mobile=number(last3) if last3 else "",
        likes_channel=child["channel"],
        communication_needs=child["communication_needs"],
    )
    people.ids[key] = recording.add_person(new, practice=True, by=None, now=now)
    people.iros[key] = child["iro"] or ""
    if last3:
        people.phones[key] = number(last3)


def _add_carer(people: People, child: Entry, index: int, *, now: datetime) -> None:
    """A carer of brothers and sisters is one person with one phone."""
    carer = child["carers"][index]
    last3 = carer["phone_last3"]
    key = carer_key(child["key"], index)
    known = {phone: who for who, phone in people.phones.items()}
    if last3 and number(last3) in known:
        people.ids[key] = people.ids[known[number(last3)]]
    else:
        name, _, surname = carer["name"].partition(" ")
        kind = "parent" if carer["relation"] == "parent" else "carer"
        mobile = number(last3) if last3 else ""
        new = recording.NewPerson(kind, name, surname, mobile=mobile)
        people.ids[key] = recording.add_person(new, practice=True, by=None, now=now)
    if last3:
        people.phones[key] = number(last3)
    recording.relate(
        people.ids[child["key"]], people.ids[key], kind=carer["relation"], by=None, now=now
    )


def _put_down_journey(people: People, child: Entry, users: dict[str, int], days: Days) -> None:
    person_id, now = people.ids[child["key"]], days.moment(1, 8)
    for stage in child["stages"]:
        until = days.ago(stage["until_days_ago"]) if stage["until_days_ago"] is not None else None
        new = recording.NewStage(stage["stage"], days.ago(stage["from_days_ago"]), until)
        recording.record_stage(person_id, new, by=None, now=now)
    for ago, code in zip(child["reviews_held_days_ago"], child["participation"], strict=True):
        held = recording.NewMeeting(
            "statutory_review",
            held_on=days.working(ago),
            chair=users.get(child["iro"] or ""),
            participation=code,
        )
        meeting = recording.record_meeting(person_id, held, by=None, now=now)
        people.reviews[child["key"], ago] = meeting
    _put_down_care(person_id, child, days, now)
    for plan in child["plans"]:
        due = plan["next_review_in_days"]
        made = recording.NewPlan(
            plan["kind"],
            days.ago(plan["made_days_ago"]),
            days.ago(-due) if due is not None else None,
            responsible_id=users.get(child["social_worker"] or ""),
        )
        recording.record_plan(person_id, made, by=None, now=now)
    _put_down_workers(person_id, child, users, days)
    if child["do_not_ask"]:
        wish = child["do_not_ask"]
        flag = recording.NotNow(wish["reason"], days.ago(3), days.ago(-wish["until_in_days"]))
        recording.do_not_ask(person_id, flag, by=None, now=now)


def _put_down_care(person_id: int, child: Entry, days: Days, now: datetime) -> None:
    since = child["in_care_since_days_ago"]
    if since is None:
        return
    left = child["age_years"] >= 18  # noqa: PLR2004 - care ends on the eighteenth birthday
    care = recording.NewCare(
        since=days.ago(since),
        until=days.born(child["age_years"] - 18, child["age_months_extra"]) if left else None,
        placement=child["placement"] or "",
        placed_since=days.ago(since),
        legal_status=child["legal_status"] or "",
    )
    recording.record_care(person_id, care, by=None, now=now)


def _put_down_workers(person_id: int, child: Entry, users: dict[str, int], days: Days) -> None:
    worker_since = child["social_worker_since_days_ago"]
    for role, key, since in (
        ("iro", child["iro"], LONG_AGO),
        ("social_worker", child["social_worker"], worker_since or LONG_AGO),
    ):
        if key:
            new = recording.NewInvolvement(users[key], role, days.ago(since))
            recording.involve(person_id, new, by=None, now=days.moment(1, 8))


def _put_down_decisions(people: People, users: dict[str, int], days: Days) -> None:
    names = {e["key"]: e["name"] for e in told("staff")["staff"]}
    for review in told("decisions")["reviews"]:
        held = review["review_held_days_ago"]
        meeting = people.reviews[review["child"], held]
        chair = users.get(people.iros[review["child"]])
        for each in review["decisions"]:
            promise = recording.NewPromise(
                names.get(each["who"], each["who"]), days.ago(-each["by_in_days"]), each["promise"]
            )
            decision = recording.NewDecision(each["words"], (promise,))
            promises = recording.record_decision(
                meeting, decision, by=chair, now=days.moment(held - 1, 15)
            )
            for promise_id in promises if each["happened"] else ():
                said = recording.Happened(each["happened"], each["child_said"] or "")
                recording.promise_happened(
                    promise_id, said, by=None, now=days.moment(max(-each["by_in_days"] - 2, 1), 16)
                )
