"""What else Northbeck has on record: homes and their visits, moves, statuses, visits, meetings."""

from voice_app.commands.demo.records import People
from voice_app.commands.demo.records import carer_key
from voice_app.commands.demo.telling import Days
from voice_app.commands.demo.telling import Entry
from voice_app.commands.demo.telling import told
from voice_app.services import organising
from voice_app.services import recording
from voice_app.services.organising import UnitKind

Homes = dict[str, int]


def put_down_journeys(people: People, users: dict[str, int], days: Days) -> None:
    """Everything of ``journeys.json``, each thing as it would be written down by hand."""
    story, now = told("journeys"), days.moment(1, 8)
    homes = _make_homes(story["homes"], days)
    for key, journey in story["children"].items():
        person_id = people.ids[key]
        for placement in journey.get("placements", ()):
            new = _placement(placement, (people, key, homes), days)
            recording.record_placement(person_id, new, by=None, now=now)
        for status in journey.get("legal", ()):
            under = recording.NewLegalStatus(status["status"], days.ago(status["from_days_ago"]))
            recording.record_legal_status(person_id, under, by=None, now=now)
        for meeting in _meetings(journey, days):
            recording.record_meeting(person_id, meeting, by=None, now=now)
        for plan in journey.get("plans", ()):
            made = recording.NewPlan(plan["kind"], days.ago(plan["made_days_ago"]))
            recording.record_plan(person_id, made, by=None, now=now)
        if "manager" in journey:
            work = recording.NewInvolvement(
                users[journey["manager"]], "team_manager", days.ago(365)
            )
            recording.involve(person_id, work, by=None, now=now)


def _make_homes(entries: list[Entry], days: Days) -> Homes:
    homes: Homes = {}
    for entry in entries:
        home = organising.add_unit(UnitKind.HOME, entry["name"], by=None, now=days.moment(400, 9))
        homes[entry["key"]] = home
        for ago in entry["visits_days_ago"]:
            visit = organising.NewVisit(home, days.ago(ago), entry["visitor"])
            organising.record_visit(visit, by=None, now=days.moment(ago, 16))
    return homes


def _placement(
    entry: Entry, where: tuple[People, str, Homes], days: Days
) -> recording.NewPlacement:
    people, key, homes = where
    carer = entry.get("carer")
    return recording.NewPlacement(
        kind=entry["kind"],
        since=days.ago(entry["from_days_ago"]),
        home_id=homes.get(entry.get("home", "")),
        carer_id=people.ids[carer_key(key, carer)] if carer is not None else None,
    )


def _meetings(journey: Entry, days: Days) -> list[recording.NewMeeting]:
    """Visits and meetings in the order in which they were held."""
    visits = [{**visit, "kind": "social_work_visit"} for visit in journey.get("visits", ())]
    held = sorted([*visits, *journey.get("meetings", ())], key=lambda each: -each["days_ago"])
    return [
        recording.NewMeeting(
            each["kind"],
            held_on=days.working(each["days_ago"]),
            child_seen=each.get("seen"),
            seen_alone=each.get("alone"),
        )
        for each in held
    ]
