"""A mail server for tests: real SMTP on this machine, kept by aiosmtpd. Nothing leaves."""

import datetime
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message
from ipaddress import ip_address
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP
from aiosmtpd.smtp import Envelope
from aiosmtpd.smtp import Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from messaging.gateways.email import MailServer

HOST = "127.0.0.1"
SENDER = "voices@northbeck.example"


class Postbox:
    """What came in; ``refuses`` is the server's answer to RCPT or, after ``at_data``, to DATA."""

    def __init__(self) -> None:
        self.letters: list[Message] = []
        self.to: list[str] = []
        self.secure: list[bool] = []
        self.refuses = ""
        self.at_data = False

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's own name
        self,
        _server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        if self.refuses and not self.at_data:
            return self.refuses
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - aiosmtpd's own name
        self, _server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        if self.refuses:
            return self.refuses
        self.letters.append(message_from_bytes(envelope.content or b""))
        self.to += envelope.rcpt_tos
        self.secure.append(session.ssl is not None)
        return "250 OK"


class AnyPort(Controller):
    """A server on whichever port is free."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def mail_server(box: Postbox, tls: ssl.SSLContext | None = None) -> Iterator[MailServer]:
    """A server that fills ``box``; with ``tls`` it takes nothing before STARTTLS."""
    server = AnyPort(box, hostname=HOST, port=0, tls_context=tls, require_starttls=tls is not None)
    server.start()
    try:
        yield MailServer(HOST, server.port, SENDER, starttls=tls is not None, timeout=5)
    finally:
        server.stop()


def certificate(folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A server's TLS and a client's that trusts it, for this machine's own address."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "a mail server of tests")])
    address = x509.IPAddress(ip_address(HOST))
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([address]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = folder / "server.pem"
    pem.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(pem)
    return server, ssl.create_default_context(cafile=str(pem))
