"""Notices by e-mail, against a real server of SMTP on this machine."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from messaging.gateways.email import InDoubt
from messaging.gateways.email import MailServer
from messaging.gateways.email import Notice
from messaging.gateways.email import NotTaken
from messaging.gateways.email import Post
from tests.mail import HOST
from tests.mail import SENDER
from tests.mail import Postbox
from tests.mail import certificate
from tests.mail import mail_server

NOTICE = Notice("maura@northbeck.example", "What waits", "3 children not heard.\n")


@contextmanager
def broken_server(script: list[bytes]) -> Iterator[MailServer]:
    """A server that says these lines, one to each of the client's, and then nothing more."""
    listening = socket.create_server((HOST, 0))

    def speak() -> None:
        talk, _ = listening.accept()
        with talk, talk.makefile("rb") as heard:
            for line in script:
                talk.sendall(line)
                heard.readline()
            talk.settimeout(5)
            while heard.readline():
                pass

    speaking = threading.Thread(target=speak)
    speaking.start()
    try:
        port = listening.getsockname()[1]
        yield MailServer(HOST, port, SENDER, starttls=False, timeout=0.3)
    finally:
        speaking.join()
        listening.close()


def test_a_notice_arrives_as_it_was_written() -> None:
    box = Postbox()
    with mail_server(box) as server:
        Post(server).send(NOTICE)
    (letter,) = box.letters
    assert box.to == ["maura@northbeck.example"]
    assert (letter["From"], letter["To"], letter["Subject"]) == (SENDER, NOTICE.to, "What waits")
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter.get_payload() == "3 children not heard.\r\n"


def test_words_beyond_ascii_arrive_too() -> None:
    box = Postbox()
    with mail_server(box) as server:
        Post(server).send(Notice(NOTICE.to, "Věci, které čekají", "3 děti – bez odpovědi\n"))
    payload = box.letters[0].get_payload(decode=True)
    assert isinstance(payload, bytes)
    assert "3 děti – bez odpovědi" in payload.decode()


def test_it_goes_over_tls_where_the_server_asks_for_it(tmp_path: Path) -> None:
    box = Postbox()
    tls, trusts = certificate(tmp_path)
    with mail_server(box, tls) as server:
        Post(server, trusts=trusts).send(NOTICE)
    assert box.secure == [True]


def test_a_server_that_cannot_prove_who_it_is_gets_nothing(tmp_path: Path) -> None:
    box = Postbox()
    tls, _ = certificate(tmp_path)
    with mail_server(box, tls) as server, pytest.raises(NotTaken):
        Post(server).send(NOTICE)
    assert box.letters == []


def test_a_server_without_tls_gets_nothing_where_tls_is_wanted() -> None:
    box = Postbox()
    with mail_server(box) as open_server:
        wanted = MailServer(HOST, open_server.port, SENDER, starttls=True, timeout=5)
        with pytest.raises(NotTaken):
            Post(wanted).send(NOTICE)
    assert box.letters == []


@pytest.mark.parametrize(
    ("answer", "permanent"), [("451 later", False), ("550 nobody of this name", True)]
)
@pytest.mark.parametrize("at_data", [False, True])
def test_a_no_of_the_server_says_whether_to_try_again(
    answer: str, permanent: bool, at_data: bool
) -> None:
    box = Postbox()
    box.refuses, box.at_data = answer, at_data
    with mail_server(box) as server, pytest.raises(NotTaken) as refused:
        Post(server).send(NOTICE)
    assert refused.value.permanent is permanent
    assert "maura" not in str(refused.value)


def test_nobody_at_the_door_is_tried_again() -> None:
    with socket.create_server((HOST, 0)) as unused:
        port = unused.getsockname()[1]
    with pytest.raises(NotTaken) as refused:
        Post(MailServer(HOST, port, SENDER, starttls=False, timeout=0.3)).send(NOTICE)
    assert not refused.value.permanent


def test_a_server_that_falls_silent_before_it_has_the_notice_is_tried_again() -> None:
    with broken_server([b"220 hello\r\n", b"250 hello\r\n"]) as server, pytest.raises(NotTaken):
        Post(server).send(NOTICE)


def test_a_server_that_falls_silent_after_it_has_the_notice_leaves_it_in_doubt() -> None:
    yes = b"250 yes\r\n"
    script = [b"220 hello\r\n", yes, yes, yes, b"354 go on\r\n"]
    with broken_server(script) as server, pytest.raises(InDoubt):
        Post(server).send(NOTICE)


def test_a_password_is_in_no_repr() -> None:
    assert "secret" not in repr(MailServer(HOST, 25, SENDER, "me", "secret"))
