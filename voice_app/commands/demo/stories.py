"""What came of some voices: read, agreed, linked, acted on, told back, and did it help?"""

from collections.abc import Callable
from datetime import date
from datetime import datetime

from messaging.gateway import Inbound
from voice_app.commands.demo.days import SERVICE
from voice_app.commands.demo.days import Stage
from voice_app.commands.demo.days import Voice
from voice_app.commands.demo.telling import Entry
from voice_app.commands.demo.telling import told
from voice_app.services import auditing
from voice_app.services import conversations
from voice_app.services import linking
from voice_app.services import responding


def beginnings() -> frozenset[Voice]:
    """The voices that the stories begin at."""
    return frozenset(_key(story) for story in told("threads")["threads"])


def _key(story: Entry) -> Voice:
    voice = story["voice"]
    return voice["who"], voice["days_ago"], voice["question"]


def plan_stories(stage: Stage) -> None:
    """Plan every step of every story, each at its own hour."""
    findings = {
        each["key"]: each["words"]
        for name in ("register_2012", "register_now")
        for each in told(name)["findings"]
    }
    for story in told("threads")["threads"]:
        _plan(stage, story, findings)


def _plan(stage: Stage, story: Entry, findings: dict[str, str]) -> None:
    key = _key(story)
    began = max(key[1] - 1, 0)
    _at(stage, began, 10, lambda at: _pass_on(stage, story, key, at))
    if story["link"]:
        words = findings[story["finding"]]
        _at(stage, began, 11, lambda at: _link(stage, story["link"], (key, words), at))
    _plan_round(stage, story, key)
    if story["again"]:
        _plan_round(stage, story["again"], key)


def _plan_round(stage: Stage, told_round: Entry, key: Voice) -> None:
    """One action with what was told about it and what they answered."""
    action = told_round["action"]
    if action:
        started = max(key[1] - 2, (action["done_days_ago"] or 0) + 2, 0)
        _at(stage, min(started, key[1]), 12, lambda at: _act(stage, action, key, at))
    told_back = told_round["told_back"]
    if told_back:
        _at(stage, told_back["days_ago"], 13, lambda at: _tell(stage, told_back, key, at))
    helped = told_round["did_it_help"]
    if helped:
        _at(stage, helped["days_ago"], 18, lambda at: _answer(stage, helped, key, at))


def _at(stage: Stage, days_ago: int, hour: int, act: Callable[[datetime], None]) -> None:
    stage.put(stage.days.moment(days_ago, hour), act)


def _voice(stage: Stage, key: Voice) -> int:
    answer_id = stage.answers.get(key, 0)
    if not answer_id:
        raise LookupError(f"the story of {key[0]} {key[1]} days ago begins at no words")
    return answer_id


def _pass_on(stage: Stage, story: Entry, key: Voice, at: datetime) -> None:
    """Whoever read it lets quality assurance work with it, without a name."""
    reader = stage.people.iros[key[0].partition("/")[0]] or "rosa_tandy"
    linking.pass_on(_voice(stage, key), user_id=stage.users[reader], now=at)
    confirmed_by = story["tag_confirmed_by"]
    if confirmed_by:
        linking.confirm_tags(
            _voice(stage, key), story["themes"], user_id=stage.users[confirmed_by], now=at
        )


def _link(stage: Stage, link: Entry, ends: tuple[Voice, str], at: datetime) -> None:
    """Tie the voice to the finding with these words."""
    key, words = ends
    found = auditing.register_page(words, now=at).documents[0].findings[0]
    made = linking.Link(_voice(stage, key), found.finding_id, link["relation"], link["note"])
    linking.link_finding(made, user_id=stage.users[link["by"]], now=at)


def _act(stage: Stage, action: Entry, key: Voice, at: datetime) -> None:
    """Begin an action; finish it when its day comes."""
    by = stage.users["hal_brennock"]
    due: date | None = None
    if action["due_in_days"] is not None:
        due = stage.days.ago(-action["due_in_days"])
    new = linking.NewAction(_voice(stage, key), action["words"], action["owner_role"], due)
    action_id = linking.start_action(new, user_id=by, now=at)
    if action["done_days_ago"] is not None:
        done_at = stage.days.moment(action["done_days_ago"], 12, 30)
        stage.put(done_at, lambda when: linking.finish_action(action_id, user_id=by, now=when))


def _tell(stage: Stage, told_back: Entry, key: Voice, at: datetime) -> None:
    by = stage.users[told_back["by"]]
    responding.tell_back(_voice(stage, key), told_back["words"], user_id=by, now=at)
    stage.work()


def _answer(stage: Stage, helped: Entry, key: Voice, at: datetime) -> None:
    """They answer by text where they have a phone, else on their own page."""
    stage.work()
    phone, value = stage.people.phones.get(key[0]), helped["value"]
    if phone:
        inbound = Inbound(f"DEMO-{next(stage.numbers)}", phone, value.replace("_", " "))
        conversations.receive_text(inbound, service=SERVICE, now=at)
        stage.work()
        return
    code = stage.codes[key[0]]
    page = responding.my_voice(code, now=at)
    for said in getattr(page, "said", ()):
        for each in said.told:
            if each.may_answer:
                responding.helped_on_web(code, each.response_id, value, now=at)
