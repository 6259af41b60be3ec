"""Pages. Each part has its views and forms; parts do not know each other."""

from flask import Flask
from flask import current_app
from flask import request
from flask_wtf import CSRFProtect

from voice_app.pages.accounts import SignedIn
from voice_app.policy import Permission
from voice_app.services import chatting
from voice_app.services import conversations
from voice_app.web import access
from voice_app.web import carrying
from voice_app.web import errors
from voice_app.web import headers
from voice_app.web import knowing
from voice_app.web import limits
from voice_app.web import scripts
from voice_app.web import shown
from voice_app.web import style
from voice_app.web import tongues
from voice_app.web.accounts import views as accounts
from voice_app.web.admin import views as admin
from voice_app.web.after import disputes
from voice_app.web.after import views as after
from voice_app.web.answering import talking
from voice_app.web.answering import views as answering
from voice_app.web.asking import views as asking
from voice_app.web.calls import views as calls
from voice_app.web.caseload import views as caseload
from voice_app.web.codesign import building
from voice_app.web.codesign import exchanging
from voice_app.web.codesign import helping
from voice_app.web.codesign import ideas
from voice_app.web.codesign import joining
from voice_app.web.codesign import sounds
from voice_app.web.codesign import views as codesign
from voice_app.web.importing import views as importing
from voice_app.web.inbox import chats
from voice_app.web.inbox import signs
from voice_app.web.inbox import views as inbox
from voice_app.web.keying import views as keying
from voice_app.web.my_voice import sign
from voice_app.web.my_voice import views as my_voice
from voice_app.web.my_voice import withdrawing
from voice_app.web.now import now
from voice_app.web.organisation import views as organisation
from voice_app.web.outbox import views as outbox
from voice_app.web.printing import views as printing
from voice_app.web.quality import views as quality
from voice_app.web.records import contact
from voice_app.web.records import righting
from voice_app.web.records import views as records
from voice_app.web.reviewing import views as reviewing
from voice_app.web.simulator import views as simulator
from voice_app.web.teaching import views as teaching
from voice_app.web.worries import views as worries

LONGEST_FORM = 8_000_000  # bytes, of those who answer: a letter may take twelve in a form
NAVIGATION = (
    ("caseload.mine", "My children", Permission.SEE_OWN_CHILDREN),
    ("caseload.not_heard", "Not heard", Permission.SEE_NOT_HEARD),
    ("after.owed", "After reviews", Permission.CONCLUDE_REVIEW),
    ("asking.rounds", "Ask", Permission.ASK),
    ("printing.desk", "Paper and telephone", Permission.KEY_IN),
    ("records.mine", "Records", Permission.SEE_RECORD),
    ("chats.listed", "Chats", Permission.CHAT),
    ("worries.queue", "Worries", Permission.SEE_WORRIES),
    ("worries.reading", "To read", Permission.READ_WORDS),
    ("calls.listed", "Spoken", Permission.READ_WORDS),
    ("quality.threads", "Threads", Permission.SEE_THREADS),
    ("quality.many", "What many say", Permission.SEE_THREADS),
    ("quality.register", "Audits and findings", Permission.SEE_REGISTER),
    ("organisation.homes", "Visits to homes", Permission.SEE_REGISTER),
    ("teaching.next_one", "What it is about", Permission.CHECK_THEMES),
    ("teaching.words", "Words for themes", Permission.EDIT_WORDS),
    ("inbox.texts", "Unknown texts", Permission.PLACE_TEXTS),
    ("outbox.stuck", "Stuck texts", Permission.SETTLE_TEXTS),
    ("signs.asked", "Signs", Permission.RESET_SIGN),
    ("codesign.surveys", "Surveys", Permission.SEE_SURVEYS),
    ("ideas.home", "Council", Permission.SEE_IDEAS),
    ("joining.members", "Council members", Permission.HELP_COUNCIL),
    ("codesign.words", "Said to the council", Permission.SEE_COUNCIL_WORDS),
    ("admin.users", "Accounts", Permission.SEE_USERS),
    ("organisation.units", "Teams and homes", Permission.CHANGE_SETTINGS),
    ("admin.settings", "Settings", Permission.CHANGE_SETTINGS),
    ("importing.runs", "Imports", Permission.IMPORT),
)


def register(app: Flask) -> None:
    """Add every page to the app."""
    csrf = CSRFProtect(app)
    app.before_request(access.check)
    app.before_request(_room_for_words)
    headers.register(app)
    scripts.register(app)
    errors.register(app)
    shown.register(app)
    knowing.register(app)
    tongues.register(app)
    carrying.register(app)
    app.jinja_env.globals.update(
        survey_css=style.survey_css,
        navigation=_navigation,
        service=_service,
        practice=_practice,
    )
    app.context_processor(lambda: {"signed_in": access.signed_in()})
    for part in (
        accounts,
        admin,
        after,
        answering,
        asking,
        building,
        calls,
        caseload,
        chats,
        codesign,
        contact,
        disputes,
        exchanging,
        helping,
        ideas,
        importing,
        inbox,
        joining,
        keying,
        my_voice,
        organisation,
        outbox,
        printing,
        quality,
        records,
        reviewing,
        righting,
        sign,
        signs,
        simulator,
        talking,
        teaching,
        withdrawing,
        sounds,
        worries,
    ):
        app.register_blueprint(part.pages)
    for part in (answering, my_voice, sign, talking, withdrawing):
        csrf.exempt(part.pages)  # the secret of these pages is their address
    limits.register(app)


def _navigation() -> list[tuple[str, str, tuple[int, int]]]:
    """The pages of the signed-in person, in a fixed order, with how much waits there, and late."""
    person: SignedIn | None = access.signed_in()
    if person is None:
        return []
    shown = [(end, label) for end, label, need in NAVIGATION if need in person.permissions]
    return [(end, label, _waiting(end, person.user_id)) for end, label in shown]


def _waiting(endpoint: str, user_id: int) -> tuple[int, int]:
    """How many people wait for an answer, and how many too long; other pages carry no number."""
    if endpoint == "calls.listed":
        return conversations.recordings_waiting(user_id=user_id, now=now()), 0
    return chatting.waiting(user_id=user_id, now=now()) if endpoint == "chats.listed" else (0, 0)


def _room_for_words() -> None:
    """What is too long for us is given back to whoever wrote it, not thrown away."""
    if request.blueprint in tongues.RESPONDENTS:
        request.max_content_length = LONGEST_FORM


def _service() -> str:
    name: str = current_app.extensions["voice.settings"].service_name
    return name


def _practice() -> bool:
    return bool(current_app.extensions["voice.settings"].practice)
