"""What every test may ask for: an app on a real database of its own, a clock that stands still.

``--database=postgresql`` runs the same tests on a PostgreSQL that is started for them.
"""

from collections.abc import Iterator
from importlib import import_module

import pytest
from flask import Flask

from tests.databases import Databases
from tests.databases import SqliteDatabases
from tests.databases import leave
from tests.people import SmallCouncil
from tests.people import make_council
from tests.phones import Phone
from tests.settings import StandingClock
from tests.settings import settings_for
from voice_app.factory import create_app
from voice_app.services import inviting


def pytest_addoption(parser: pytest.Parser) -> None:
    """Which database the shell's tests run on."""
    parser.addoption("--database", choices=("sqlite", "postgresql"), default="sqlite")


@pytest.fixture(scope="session")
def databases(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Databases]:
    """One database, made fresh for each test from a template that was migrated and staffed once."""
    folder = tmp_path_factory.mktemp("databases")
    if request.config.getoption("--database") == "sqlite":
        yield SqliteDatabases(folder)
        return
    server = import_module("tests.postgresql").PostgresqlDatabases(folder)
    yield server
    server.stop()


@pytest.fixture(scope="session")
def made_once(databases: Databases) -> Flask:
    """The app of all tests. To make it anew for each would take longer than most tests do."""
    return create_app(settings_for(databases.url), clock=StandingClock())


@pytest.fixture
def clock() -> StandingClock:
    """Ten o'clock on a Monday."""
    return StandingClock()


@pytest.fixture
def app(made_once: Flask, databases: Databases, clock: StandingClock) -> Iterator[Flask]:
    """The app on a fresh database, inside its context; what a test changed of it is put back."""
    databases.fresh()
    config, extensions = dict(made_once.config), dict(made_once.extensions)
    made_once.extensions |= {"voice.clock": clock, "voice.questionnaires": {}}
    for limiter in extensions["limiter"]:
        limiter.reset()
    with made_once.app_context():
        yield made_once
        leave()
    made_once.config.update(config)
    made_once.extensions.update(extensions)


@pytest.fixture
def council(app: Flask, clock: StandingClock) -> SmallCouncil:
    """One child with a phone, her IRO, the duty desk, quality assurance."""
    return make_council(clock)


@pytest.fixture
def phone(app: Flask, clock: StandingClock) -> Phone:
    """The child's phone."""
    return Phone(app, clock)


@pytest.fixture
def asked(council: SmallCouncil, phone: Phone, clock: StandingClock) -> Phone:
    """The phone of a child who has just been asked the first question of her survey."""
    ask = inviting.Ask(council.child, "before-my-review", "text", "asked_for")
    inviting.invite(ask, now=clock())
    phone.work()
    return phone
