"""Notices to staff by SMTP. They carry counts and never content: mail is not private."""

import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass
from dataclasses import field
from email.message import EmailMessage
from email.policy import SMTP

TIMEOUT = 10.0  # seconds for each answer of the server
REFUSED = 400
PERMANENT = 500  # SMTP codes from here on do not change by trying again (RFC 5321, 4.2.1)


@dataclass(frozen=True)
class MailServer:
    """Where mail is handed in. ``sender`` is the address it comes from."""

    host: str
    port: int
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)
    starttls: bool = True
    timeout: float = TIMEOUT


@dataclass(frozen=True)
class Notice:
    """One message to a member of staff."""

    to: str
    subject: str
    words: str


class NotTaken(RuntimeError):
    """The server certainly did not take it; ``permanent`` where trying again is no use."""

    def __init__(self, code: int) -> None:
        super().__init__(f"the mail server did not take a notice (code {code})")
        self.permanent = code >= PERMANENT


class InDoubt(RuntimeError):
    """The connection broke after the message was handed over: it may have gone."""


class Post:
    """Hands notices to a mail server, each over a connection of its own."""

    def __init__(self, server: MailServer, *, trusts: ssl.SSLContext | None = None) -> None:
        self._server = server
        self._trusts = trusts or ssl.create_default_context()

    def send(self, notice: Notice) -> None:
        """Hand one in; raises ``NotTaken`` or ``InDoubt``. Neither holds an address or words."""
        message = self._message(notice)
        try:
            connection = self._open()
            try:
                self._greet(connection)
                self._address(connection, notice.to)
                _hand_over(connection, message)
            finally:
                _leave(connection)
        except smtplib.SMTPResponseException as refused:
            raise NotTaken(refused.smtp_code) from None
        except (OSError, smtplib.SMTPException):
            raise NotTaken(0) from None

    def _message(self, notice: Notice) -> bytes:
        message = EmailMessage()
        message["From"] = self._server.sender
        message["To"] = notice.to
        message["Subject"] = notice.subject
        message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no automatic reply, please
        message.set_content(notice.words)
        return message.as_bytes(policy=SMTP)

    def _open(self) -> smtplib.SMTP:
        return smtplib.SMTP(self._server.host, self._server.port, timeout=self._server.timeout)

    def _greet(self, connection: smtplib.SMTP) -> None:
        connection.ehlo_or_helo_if_needed()
        if self._server.starttls:
            connection.starttls(context=self._trusts)
            connection.ehlo()
        if self._server.user:
            connection.login(self._server.user, self._server.password)

    def _address(self, connection: smtplib.SMTP, to: str) -> None:
        _expect_yes(connection.mail(self._server.sender))
        _expect_yes(connection.rcpt(to))


def _hand_over(connection: smtplib.SMTP, message: bytes) -> None:
    """After this only the server's own no means that it was not taken."""
    try:
        answer = connection.data(message)
    except (OSError, smtplib.SMTPServerDisconnected):
        raise InDoubt("the mail server did not say whether it took a notice") from None
    _expect_yes(answer)


def _expect_yes(answer: tuple[int, bytes]) -> None:
    if answer[0] >= REFUSED:
        raise smtplib.SMTPResponseException(*answer)


def _leave(connection: smtplib.SMTP) -> None:
    """Say goodbye; what was taken is taken, whatever the server says to that."""
    with suppress(OSError, smtplib.SMTPException):
        connection.quit()
    connection.close()
