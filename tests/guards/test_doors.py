"""Every door of the app against the one table of who may do what."""

import io
from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from surveys.codesign import About
from tests.people import SmallCouncil
from tests.people import make_user
from tests.people import staff
from tests.services import stories
from tests.settings import StandingClock
from tests.web.browser import Browser
from voice_app.policy import MATRIX
from voice_app.policy import OPEN_DOORS
from voice_app.policy import Permission
from voice_app.policy import Role
from voice_app.services import accounts
from voice_app.services import chatting
from voice_app.services import codesigning
from voice_app.services import concluding
from voice_app.services import disputing
from voice_app.services import importing
from voice_app.services import inviting
from voice_app.services import linking
from voice_app.services import organising
from voice_app.services import own_words
from voice_app.services import recording
from voice_app.services import reviewing
from voice_app.services import worrying
from voice_app.services.concluding import ReviewOf
from voice_app.store import access
from voice_app.web.access import need_of

OPEN = {
    "static": Permission.ANYONE,
    "accounts.front": Permission.ANYONE,
    "accounts.sign_in": Permission.ANYONE,
    "admin.alive": Permission.ANYONE,
    "admin.ready": Permission.ANYONE,
    "answering.help_now": Permission.ANYONE,
    "answering.sent": Permission.LINK,
    "answering.survey": Permission.LINK,
    "answering.question": Permission.LINK,
    "answering.answer": Permission.LINK,
    "answering.check": Permission.LINK,
    "answering.go": Permission.ANYONE,
    "answering.hand_over": Permission.LINK,
    "answering.language": Permission.LINK,
    "answering.helped": Permission.LINK,
    "answering.say_who_helped": Permission.LINK,
    "answering.later": Permission.LINK,
    "answering.take_over": Permission.ANYONE,
    "answering.copy": Permission.LINK,
    "answering.take_back": Permission.LINK,
    "answering.taken_back": Permission.LINK,
    "answering.to_take_back": Permission.LINK,
    "answering.sound": Permission.LINK,
    "answering.offline": Permission.ANYONE,
    "answering.worker": Permission.ANYONE,
    "answering.way": Permission.LINK,
    "answering.who": Permission.LINK,
    "joining.door": Permission.LINK,
    "joining.open_door": Permission.LINK,
    "joining.by_words": Permission.ANYONE,
    "joining.come_in": Permission.ANYONE,
    "my_voice.page": Permission.LINK,
    "my_voice.helped": Permission.LINK,
    "my_voice.happened": Permission.LINK,
    "my_voice.not_that": Permission.LINK,
    "my_voice.brief": Permission.LINK,
    "my_voice.answer_brief": Permission.LINK,
    "my_voice.part": Permission.LINK,
    "my_voice.decide": Permission.LINK,
    "my_voice.chat": Permission.LINK,
    "my_voice.write": Permission.LINK,
    "my_voice.news": Permission.LINK,
    "sign.page": Permission.LINK,
    "sign.show": Permission.LINK,
    "sign.forgot": Permission.LINK,
    "sign.ask": Permission.LINK,
    "sign.close": Permission.LINK,
    "talking.talk": Permission.LINK,
    "talking.say": Permission.LINK,
    "withdrawing.ways": Permission.LINK,
    "withdrawing.stop": Permission.LINK,
    "withdrawing.stop_or_not": Permission.LINK,
    "withdrawing.back": Permission.LINK,
    "withdrawing.take_back": Permission.LINK,
    "withdrawing.words": Permission.LINK,
    "withdrawing.use_no_more": Permission.LINK,
    "notify.inbound": Permission.PROVIDER,
    "notify.status": Permission.PROVIDER,
    "simulator.phones": Permission.PRACTICE,
    "simulator.phone": Permission.PRACTICE,
    "simulator.send": Permission.PRACTICE,
    "simulator.start": Permission.PRACTICE,
    "twilio.inbound": Permission.PROVIDER,
    "twilio.status": Permission.PROVIDER,
    "twilio_calls.rings": Permission.PROVIDER,
    "twilio_calls.answer": Permission.PROVIDER,
    "twilio_calls.recorded": Permission.PROVIDER,
    "twilio_calls.status": Permission.PROVIDER,
}
NAMES = {
    Role.IRO: "maura",
    Role.SAFEGUARDING: "rosa",
    Role.QA_MANAGER: "hal",
    Role.PARTICIPATION: "petra",
    Role.COUNCIL_MEMBER: "aaliyah",
    Role.ADMINISTRATOR: "sol",
}
Ids = dict[str, object]


def a_file() -> importing.Uploaded:
    """An upload that is about nobody."""
    return importing.Uploaded("supplement.csv", io.BytesIO(b"child_id\r\n"))


def a_decision(council: SmallCouncil, clock: StandingClock) -> int:
    """One with a promise, at the review."""
    this, how = ReviewOf(council.child, council.review), {"user_id": council.iro, "now": clock()}
    decision = concluding.decide(this, concluding.NewDecision("You see Kit."), **how)
    concluding.promise(this, decision, concluding.NewPromise("Book it", "Dev"), **how)
    return decision


@pytest.fixture
def ids(app: Flask, council: SmallCouncil, clock: StandingClock) -> Ids:
    """One of everything, so that no door is shut for want of what is behind it."""
    app.config["WTF_CSRF_ENABLED"] = False  # the token has its own test
    stories.add_findings(clock)
    code = stories.invite(council.child, clock)
    said = {"change": stories.WORDS, "share_words": "yes", "safe": "no"}
    stories.fill_in(code, said, clock)
    stories.work()
    answer = stories.answer_of(stories.WORDS)
    page = reviewing.brief(council.child, council.review, user_id=council.iro, now=clock())
    assert page is not None
    number = reviewing.issue_by_hand(
        council.child, council.review, user_id=council.iro, now=clock()
    )
    stories.work()  # its PDF
    own = own_words.NewWords("added", "home", "the snug", "what they call it here")
    own_words.add(own, user_id=council.qa, now=clock())
    new = linking.NewAction(answer, "Do it", "team_manager")
    return {
        "person_id": council.child,
        "review_id": council.review,
        "answer_id": answer,
        "number": number,
        "tag_id": page.brief.quotes[0].tags[0].tag_id,
        "worry_id": worrying.queue(user_id=council.duty, now=clock()).worries[0].worry_id,
        "action_id": linking.start_action(new, user_id=council.qa, now=clock()),
        "decision_id": a_decision(council, clock),
        "promise_id": 1,
        "dispute_id": disputing.raise_dispute(
            disputing.NewDispute(council.child, "No visits."), user_id=council.iro, now=clock()
        ),
        "version_id": 1,
        "text_id": "SM0",
        "outbound_id": 1,
        "pause_id": 1,
        "what": "plan",
        "row_id": 1,
        "other_id": council.child,
        "unit": "team",
        "unit_id": organising.add_unit(organising.UnitKind.TEAM, "East", by=None, now=clock()),
        "home_id": organising.add_unit(organising.UnitKind.HOME, "Lark", by=None, now=clock()),
        "user_id": council.qa,
        "key": "asks_a_month",
        "page": "caseload",
        "view_id": 1,
        "kind": "supplement",
        "name": "supplement",
        "chat_id": chatting.open_from(answer, user_id=council.duty, now=clock()),
        "ready_id": 1,
        "recording_id": 1,
        "sound_id": 1,
        "invitation_id": inviting.invitation_of(code),
        "link_id": 1,
        "round_id": inviting.send(
            "before-my-review", inviting.Group(), user_id=council.participation, now=clock()
        ),
        "word_id": 1,
        "about": "word",
        "language": "pl",
        "proposal_id": codesigning.propose(
            codesigning.Idea(About.WORD, "home", place="placement", why="it is kinder"),
            user_id=council.participation,
            now=clock(),
        ),
        "remark_id": 1,
        "held_id": 1,
        "sign_off_id": 1,  # her own
        "bypass_id": 1,
        "member_id": council.member,
        "run_id": importing.receive("supplement", [a_file()], by=None, now=clock()),
    }


def desk_rules(app: Flask) -> Iterator[tuple[Rule, str]]:
    """Every route behind a sign-in, with each of its methods."""
    for rule in app.url_map.iter_rules():
        if need_of(rule.endpoint) not in OPEN_DOORS:
            for method in sorted((rule.methods or set()) & {"GET", "POST"}):
                yield rule, method


def knock(app: Flask, user: int | None, rule: Rule, method: str, ids: Ids) -> TestResponse:
    browser = Browser(app)
    if user is not None:
        browser.be(user)
    values = {name: ids[name] for name in rule.arguments}
    path = app.url_map.bind("localhost").build(rule.endpoint, values, method=method)
    return browser.get(path) if method == "GET" else browser.post(path, {"verdict": "confirmed"})


def user_with(role: Role, child: int, clock: StandingClock) -> int:
    """Somebody with this role; the child is theirs, where a role can have children of its own."""
    if role in NAMES:
        return staff(NAMES[role])
    user = make_user(role.replace("_", ""), role, clock)
    if role in access.RECORD_ROLES:
        theirs = recording.NewInvolvement(user, role, clock().date())
        recording.involve(child, theirs, by=None, now=clock())
    return user


def test_every_route_names_what_it_needs(app: Flask) -> None:
    unnamed = {r.endpoint for r in app.url_map.iter_rules() if need_of(r.endpoint) is None}
    assert unnamed == set()


def test_every_permission_opens_some_route(app: Flask) -> None:
    used = {need_of(rule.endpoint) for rule in app.url_map.iter_rules()}
    assert set(Permission) - used == set()


def test_every_permission_behind_a_sign_in_is_held_by_some_role(app: Flask) -> None:
    held = {need for needs in MATRIX.values() for need in needs} | {Permission.SIGNED_IN}
    assert held == set(Permission) - OPEN_DOORS


def test_the_open_doors_are_these_and_no_others(app: Flask) -> None:
    needs = {rule.endpoint: need_of(rule.endpoint) for rule in app.url_map.iter_rules()}
    assert {end: need for end, need in needs.items() if need in OPEN_DOORS} == OPEN


@pytest.mark.parametrize("role", list(Role))
def test_a_role_is_refused_exactly_where_the_table_says(
    app: Flask, ids: Ids, clock: StandingClock, role: Role
) -> None:
    user = user_with(role, int(str(ids["person_id"])), clock)
    allowed = MATRIX[role] | {Permission.SIGNED_IN}
    wrong = {}
    for rule, method in desk_rules(app):
        status = knock(app, user, rule, method, ids).status_code
        expected = need_of(rule.endpoint) in allowed
        if (status != 403) is not expected or status >= 500:
            wrong[f"{method} {rule}"] = status
    assert wrong == {}


def test_reading_duty_opens_the_reading_list_and_nothing_else(
    app: Flask, ids: Ids, clock: StandingClock
) -> None:
    user = make_user("named", Role.ADVOCATE, clock, reading_duty=True)
    opened = {
        need_of(rule.endpoint)
        for rule, method in desk_rules(app)
        if "reviewing" not in rule.endpoint  # another officer's child: that is the second question
        and knock(app, user, rule, method, ids).status_code != 403
    }
    assert opened == {
        Permission.READ_WORDS,
        Permission.CHAT,
        Permission.SEE_SURVEYS,
        Permission.SIGNED_IN,
    }


def test_signed_out_every_door_of_the_desk_leads_to_the_sign_in(app: Flask, ids: Ids) -> None:
    wrong = {}
    for rule, method in desk_rules(app):
        answer = knock(app, None, rule, method, ids)
        if answer.status_code != 302 or not answer.location.startswith("/sign-in"):
            wrong[f"{method} {rule}"] = answer.status_code
    assert wrong == {}


def test_a_closed_account_is_signed_out(app: Flask, ids: Ids, clock: StandingClock) -> None:
    from_before = staff("maura")
    rule = next(rule for rule, _ in desk_rules(app) if rule.endpoint == "caseload.mine")
    assert knock(app, from_before, rule, "GET", ids).status_code == 200
    accounts.close_account(from_before, by=None, now=clock())
    assert knock(app, from_before, rule, "GET", ids).status_code == 302
