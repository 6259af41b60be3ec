"""Words, names and numbers at rest: unreadable without the keys, and readable with new ones."""

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import create_engine
from sqlalchemy import text

from surveys.engine import Answered
from tests.people import SmallCouncil
from tests.phones import Phone
from tests.rows import current
from tests.rows import every
from tests.rows import messages
from tests.settings import StandingClock
from voice_app.config import new_keys
from voice_app.db import db
from voice_app.db import watch
from voice_app.factory import create_app
from voice_app.models.conversations import Answer
from voice_app.models.messages import InboundText
from voice_app.models.messages import OutboundText
from voice_app.models.people import Person
from voice_app.models.surveys import Invitation
from voice_app.policy import DEFAULT_WHO
from voice_app.services import conversations
from voice_app.services import inviting
from voice_app.services import keeping
from voice_app.services import recording
from voice_app.services import responding
from voice_app.services.conversations import FromPage
from voice_app.store import people
from voice_app.vault import Unreadable
from voice_app.vault import Vault

# Nothing shorter than six letters: three of them turn up in ciphertext by chance.
SECRETS = (
    "Merrin", "Quentina", "7700900417", "700900417", "NB-0417", "2012-10-24",
    "purple hippo", "i miss grandad", "marmalade", "Sundays",
)  # fmt: skip


@pytest.fixture
def talked(asked: Phone, council: SmallCouncil, clock: StandingClock) -> Phone:
    """A whole conversation, by text and web, with all that hangs on it."""
    recording.set_names(
        council.child, preferred_name="Quentina", surname="Merrin", by=council.iro, now=clock()
    )
    for reply in ("2 like a purple hippo", "more", "eh purple hippo", "4", "no", "marmalade"):
        asked.text(reply)
    code = every(Invitation)[0].code
    move = FromPage(Answered("change", "i miss grandad"), DEFAULT_WHO)
    conversations.answer_on_web(code, move, now=clock())
    decision = recording.NewDecision(
        "marmalade every day", (recording.NewPromise("Merrin of the purple hippo"),)
    )
    recording.record_decision(council.review, decision, by=council.iro, now=clock())
    today = clock().date()
    flag = recording.NotNow("purple hippo", today, today)
    recording.do_not_ask(council.child, flag, by=council.iro, now=clock())
    responding.tell_back(
        current("change").id, "You see him on Sundays.", user_id=council.iro, now=clock()
    )
    clock.forward(hours=6)
    asked.work()
    asked.text("HELP i miss grandad")
    return asked


def raw(file: Path) -> bytes:
    """Every byte of the database's files, the log of unmerged writes too."""
    files = [file, file.with_name(f"{file.name}-wal")]
    return b"".join(path.read_bytes() for path in files)


def test_no_name_number_or_word_is_readable_in_the_database_files(
    talked: Phone, app: Flask
) -> None:
    if db.engine.dialect.name != "sqlite":
        pytest.skip("looks at the files of SQLite")
    db.session.rollback()
    found = raw(Path(str(db.engine.url.database)))
    assert b"know_plan" in found  # we are looking at the right bytes
    for secret in SECRETS:
        for encoding in ("utf-8", "utf-16-le"):
            assert secret.encode(encoding) not in found


def test_no_name_number_or_word_is_readable_in_any_column(talked: Phone) -> None:
    """The same, asked of the tables themselves: it holds on PostgreSQL too."""
    db.session.rollback()
    for table in db.metadata.sorted_tables:
        if table.name == "survey_version":
            continue  # what is asked is public
        for row in db.session.execute(text(f'SELECT * FROM "{table.name}"')):  # noqa: S608
            shown = " ".join(str(cell) for cell in row)
            for secret in SECRETS:
                assert secret not in shown, table.name


def test_the_same_words_are_never_the_same_twice_at_rest(app: Flask) -> None:
    vault: Vault = app.extensions["voice.vault"]
    assert vault.seal("hello") != vault.seal("hello")
    assert vault.index("phone", "1") != vault.index("record", "1")


def test_a_child_is_found_by_number_and_by_the_councils_id(
    talked: Phone, council: SmallCouncil
) -> None:
    (found,) = people.on_phone(people.phone_index(talked.number))
    assert found.id == council.child


def reopened(app: Flask, *field_keys: str) -> Flask:
    """The same installation, started again with other field keys."""
    settings = replace(app.extensions["voice.settings"], field_keys=field_keys)
    return create_app(settings)


def close(app: Flask) -> None:
    db.session.remove()
    db.engine.dispose()


def everything_sealed() -> list[tuple[object, ...]]:
    """What the keys protect, in clear."""
    return [
        *((row.preferred_name, row.surname, row.born, row.record_number) for row in every(Person)),
        *((row.words, row.value) for row in every(Answer)),
        *((row.sender, row.words) for row in every(InboundText)),
        *((row.to, row.words) for row in every(OutboundText)),
        *((row.code,) for row in every(Invitation)),
    ]


def test_after_renewing_only_the_new_key_is_needed(talked: Phone, app: Flask) -> None:
    old = app.extensions["voice.settings"].field_keys
    new = new_keys()["VOICE_FIELD_KEYS"]
    before = everything_sealed()
    with reopened(app, new, *old).app_context() as context:
        fields = keeping.renew_keys()
        assert everything_sealed() == before
        close(context.app)
    assert fields > len(before)
    with reopened(app, new).app_context() as context:
        assert everything_sealed() == before
        assert keeping.renew_keys() == fields  # run again after a stop: harmless
        assert everything_sealed() == before
        close(context.app)
    with reopened(app, *old).app_context() as context:
        with pytest.raises(Unreadable):
            every(Answer)
        close(context.app)


def test_every_row_is_renewed_in_a_table_of_more_than_one_bite(
    app: Flask, clock: StandingClock, council: SmallCouncil
) -> None:
    more = keeping.AT_ONCE * 2 + 1
    db.session.add_all(
        Person(kind="carer", preferred_name=f"Carer {n}", created_at=clock()) for n in range(more)
    )
    db.session.commit()
    new = new_keys()["VOICE_FIELD_KEYS"]
    old = app.extensions["voice.settings"].field_keys
    with reopened(app, new, *old).app_context() as context:
        keeping.renew_keys()
        close(context.app)
    with reopened(app, new).app_context() as context:
        names = [row.preferred_name for row in every(Person)]
        assert names[1:] == [f"Carer {n}" for n in range(more)]
        close(context.app)


def test_without_the_old_key_nothing_is_changed(talked: Phone, app: Flask) -> None:
    before = everything_sealed()
    stranger = new_keys()["VOICE_FIELD_KEYS"]
    with reopened(app, stranger).app_context() as context:
        with pytest.raises(Unreadable):
            keeping.renew_keys()
        close(context.app)
    assert everything_sealed() == before


def test_every_encrypted_field_is_among_those_renewed() -> None:
    sealed = keeping.sealed_columns()
    assert {"answer.words", "answer.value", "person.born", "inbound_text.words"} <= set(sealed)
    assert len(sealed) == len(set(sealed))


def test_a_message_of_its_own_is_sealed_too(talked: Phone) -> None:
    assert messages()[-1].words == "HELP i miss grandad"


def test_a_link_is_found_by_its_code_and_its_code_is_sealed(
    council: SmallCouncil, clock: StandingClock
) -> None:
    invited = inviting.invite(
        inviting.Ask(council.child, "after-a-visit", "web", "asked_for"), now=clock()
    )
    assert isinstance(invited, inviting.Invited)
    rows = db.session.execute(text("SELECT code, code_index FROM invitation")).all()
    assert invited.code not in str(rows)


@pytest.mark.parametrize(("practice", "waits"), [(False, 2), (True, 1)])
def test_only_for_practice_a_commit_does_not_wait_for_the_disk(
    tmp_path: Path, *, practice: bool, waits: int
) -> None:
    """2 is FULL: what was committed is there after a power cut. 1 is NORMAL: it may be lost."""
    engine = create_engine(f"sqlite:///{tmp_path}/council.db")
    watch(engine, practice=practice)
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA synchronous")).scalar() == waits
    engine.dispose()
