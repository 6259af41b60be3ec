"""The ``voice`` command line, as somebody at a terminal meets it."""

from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from click.testing import Result

from tests.commands.conftest import Voice
from tests.providers import notify as provider
from voice_app.commands import GROUPS
from voice_app.commands import main
from voice_app.config import new_keys

PASSWORD = "long enough to test"  # noqa: S105 - of accounts that live for one test
BOTH = {
    "VOICE_GATEWAY": "twilio,notify",
    "VOICE_TWILIO_TOKEN": "t",
    "VOICE_TWILIO_ACCOUNT": "AC1",
    "VOICE_TWILIO_SERVICE": "MG1",
}
SIGN_IN = "maura@northbeck.example"
NOTIFY = {
    "VOICE_GATEWAY": "notify",
    "VOICE_NOTIFY_KEY": provider.KEY,
    "VOICE_NOTIFY_TEMPLATE": provider.TEMPLATE,
    "VOICE_NOTIFY_CALLBACK_TOKEN": "made up, and long",
}


def add(voice: Voice, sign_in: str = SIGN_IN, *more: str, password: str = PASSWORD) -> Result:
    words = ("user", "add", sign_in, "--name", "Maura Ellery", "--role", "iro", *more)
    return voice(*words, typed=f"{password}\n{password}\n")


@pytest.mark.parametrize("group", sorted(GROUPS))
def test_every_command_has_help_with_an_example(group: str) -> None:
    command = main.get_command(click.Context(main), group)
    assert command is not None
    ends = command.commands.values() if isinstance(command, click.Group) else [command]
    for end in ends:
        with click.Context(end) as context:
            told = end.get_help(context)
        assert "Example" in told, end.name
        assert f"voice {group}" in " ".join(told.split()), end.name


def test_a_command_nobody_knows_is_said_to_be_unknown(voice: Voice) -> None:
    result = voice("frobnicate")
    assert result.exit_code == 2
    assert "No such command" in result.output


def test_new_keys_are_three_settings_and_never_the_same(voice: Voice) -> None:
    first, second = voice("keys", "new").output, voice("keys", "new").output
    names = [line.partition("=")[0] for line in first.splitlines()]
    assert names == ["VOICE_SECRET_KEY", "VOICE_FIELD_KEYS", "VOICE_INDEX_KEY"]
    assert not set(first.splitlines()) & set(second.splitlines())


@pytest.mark.parametrize("name", ["VOICE_SECRET_KEY", "VOICE_FIELD_KEYS", "VOICE_INDEX_KEY"])
@pytest.mark.parametrize("command", [["migrate"], ["user", "list"], ["keys", "renew"], ["worker"]])
def test_a_missing_key_is_said_in_plain_words(voice: Voice, name: str, command: list[str]) -> None:
    result = voice(*command, env={name: None})
    assert result.exit_code == 1
    assert f"{name} is not set." in result.output
    assert "Traceback" not in result.output


def test_a_real_gateway_without_its_token_does_not_start(voice: Voice) -> None:
    result = voice("migrate", env={"VOICE_GATEWAY": "twilio", "VOICE_TWILIO_TOKEN": None})
    assert result.exit_code == 1
    assert "VOICE_TWILIO_TOKEN is not set" in result.output


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ({"VOICE_GATEWAY": "pigeon"}, "VOICE_GATEWAY=pigeon can't be used."),
        ({"VOICE_GATEWAY": "twilio,twilio"}, "VOICE_GATEWAY=twilio,twilio can't be used."),
        ({"VOICE_GATEWAY": "simulator,notify"}, "or simulator alone"),
        ({"VOICE_GATEWAY": "notify"}, "VOICE_NOTIFY_KEY is not a whole key"),
        ({"VOICE_NOTIFY_KEY": "secret"}, "VOICE_NOTIFY_KEY is not a whole key"),
        ({"VOICE_NOTIFY_TEMPLATE": "texts"}, "VOICE_NOTIFY_TEMPLATE is not a template ID"),
        ({"VOICE_NOTIFY_CALLBACK_TOKEN": ""}, "VOICE_NOTIFY_CALLBACK_TOKEN is not set"),
        ({"VOICE_WHATSAPP_SENDER": "+447700900001"}, "twilio must be in VOICE_GATEWAY"),
        ({**BOTH, "VOICE_TWILIO_SERVICE": ""}, "VOICE_TWILIO_SERVICE is not set"),
        ({**BOTH, "VOICE_WHATSAPP_SENDER": "0770"}, "VOICE_WHATSAPP_SENDER must be a number"),
        ({**BOTH, "VOICE_WHATSAPP_TEMPLATE": "HX1"}, "VOICE_WHATSAPP_SENDER must be a number"),
    ],
    ids=str,
)
def test_providers_that_could_not_work_are_named_at_the_start(
    voice: Voice, given: dict[str, str], wanted: str
) -> None:
    whole = {} if given.get("VOICE_GATEWAY") == "notify" else NOTIFY
    result = voice("migrate", env={**whole, **given})
    assert result.exit_code == 1
    assert wanted in result.output
    assert "secret" not in result.output


def test_two_providers_with_their_settings_start(voice: Voice) -> None:
    more = {"VOICE_GATEWAY": "notify, twilio", "VOICE_WHATSAPP_SENDER": "+447700900001"}
    assert voice("migrate", env={**NOTIFY, **BOTH, **more}).exit_code == 0


def test_migrating_twice_is_safe(voice: Voice) -> None:
    for _ in range(2):
        result = voice("migrate")
        assert result.exit_code == 0
        assert "The database is up to date." in result.output


def test_an_account_is_made_listed_and_closed(migrated: Voice) -> None:
    made = add(migrated)
    assert made.exit_code == 0
    assert f"Maura Ellery can sign in as {SIGN_IN}." in made.output
    assert PASSWORD not in made.output
    listed = migrated("user", "list").output
    assert listed == f"{SIGN_IN}\tMaura Ellery\treviewing officer\n"
    assert migrated("user", "close", SIGN_IN.upper()).exit_code == 0
    assert migrated("user", "list").output.endswith("reviewing officer (closed)\n")


def test_a_short_password_is_refused_in_plain_words(migrated: Voice) -> None:
    result = add(migrated, password="short")  # noqa: S106 - it is refused
    assert result.exit_code == 1
    assert "The password needs 10 letters or more." in result.output
    assert migrated("user", "list").output == ""


def test_two_accounts_cannot_have_one_name(migrated: Voice) -> None:
    add(migrated)
    result = add(migrated, SIGN_IN.upper())
    assert result.exit_code == 1
    assert "There is an account with this sign-in name already." in result.output
    assert len(migrated("user", "list").output.splitlines()) == 1


def test_passwords_that_differ_are_asked_for_again(migrated: Voice) -> None:
    words = ("user", "add", SIGN_IN, "--name", "Maura", "--role", "iro")
    result = migrated(*words, typed=f"{PASSWORD}\nother words here\n{PASSWORD}\n{PASSWORD}\n")
    assert result.exit_code == 0
    assert len(migrated("user", "list").output.splitlines()) == 1


def test_a_role_nobody_holds_is_refused(migrated: Voice) -> None:
    result = migrated("user", "add", "a@b.example", "--name", "A", "--role", "king")
    assert result.exit_code == 2
    assert "'king' is not one of" in result.output


def test_closing_an_account_that_is_not_there_is_said(migrated: Voice) -> None:
    result = migrated("user", "close", "nobody@northbeck.example")
    assert result.exit_code == 1
    assert "There is no account with this sign-in name." in result.output


def test_keys_are_renewed_and_the_old_one_is_needed_no_more(
    migrated: Voice, environ: dict[str, str | None]
) -> None:
    old, new = environ["VOICE_FIELD_KEYS"], new_keys()["VOICE_FIELD_KEYS"]
    result = migrated("keys", "renew", env={"VOICE_FIELD_KEYS": f"{new},{old}"})
    assert result.exit_code == 0
    assert "0 fields written again with the first key." in result.output
    assert migrated("user", "list", env={"VOICE_FIELD_KEYS": new}).exit_code == 0


def test_the_demonstration_is_not_made_where_real_children_are(
    voice: Voice, tmp_path: Path
) -> None:
    result = voice("demo")
    assert result.exit_code == 1
    assert "VOICE_PRACTICE=1" in result.output
    assert "Nothing was changed." in result.output
    assert not (tmp_path / "voice.db").exists()


def test_a_survey_is_tried_in_the_terminal_and_nothing_is_kept(
    voice: Voice, tmp_path: Path
) -> None:
    replies = ["eh what", "2", "STOP MOVING ME", "no", "0", "my dog", "x", "x", "x", "x"]
    result = voice("try", "after-a-visit", "--band", "8-11", typed="\n".join(replies) + "\n")
    assert result.exit_code == 0, result.output
    assert "Sorry, we could not read that." in result.output
    assert "1 of 4." in result.output
    assert "4 of 4." in result.output
    assert "Thank" in result.output
    assert not (tmp_path / "voice.db").exists()


def test_trying_needs_no_keys_and_no_database() -> None:
    env = dict.fromkeys(new_keys(), None)
    result = CliRunner().invoke(main, ["try", "after-a-visit"], input="0\n0\n0\n0\n", env=env)
    assert result.exit_code == 0


@pytest.mark.parametrize("survey", ["no-such-survey", ""])
def test_a_survey_that_is_not_there_cannot_be_tried(voice: Voice, survey: str) -> None:
    assert voice("try", survey).exit_code == 2
