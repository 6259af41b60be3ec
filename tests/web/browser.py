"""A browser for tests: it keeps its cookies, and each request has a context of its own."""

import re
from contextvars import Context
from html import unescape

from flask import Flask
from werkzeug.test import TestResponse

from tests.people import PASSWORD
from voice_app.db import db

SIGN = ["star", "bus", "key"]  # what everybody in these tests picks
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


class Browser:
    """Somebody at a screen. The test's own database session ends before each request."""

    def __init__(self, app: Flask) -> None:
        self._client = app.test_client()

    def get(self, path: str, **headers: str) -> TestResponse:
        """Open a page."""
        return self._open("GET", path, None, headers)

    def post(
        self, path: str, form: dict[str, object] | None = None, **headers: str
    ) -> TestResponse:
        """Send a form just so."""
        return self._open("POST", path, form or {}, headers)

    def send(self, path: str, body: str, boundary: str) -> TestResponse:
        """Send a multipart form as it stands."""
        db.session.rollback()
        kind = f"multipart/form-data; boundary={boundary}"
        answer: TestResponse = Context().run(
            lambda: self._client.post(path, data=body.encode(), content_type=kind, buffered=True)
        )
        return answer

    def press(self, page: str, path: str, form: dict[str, object] | None = None) -> TestResponse:
        """Send a form of ``page``, with the token that stands in it."""
        found = TOKEN.search(self.get(page).text)
        assert found is not None, f"{page} has no form"
        return self.post(path, {**(form or {}), "csrf_token": found[1]})

    def sign_in(self, name: str, password: str = PASSWORD, *, next_page: str = "") -> TestResponse:
        """Sign in as ``name@northbeck.example``."""
        path = f"/sign-in?next={next_page}" if next_page else "/sign-in"
        form = {"sign_in": f"{name}@northbeck.example", "password": password}
        return self.press(path, path, dict(form))

    def be(self, user_id: int) -> None:
        """Have signed in already."""

        def put() -> None:
            with self._client.session_transaction() as session:
                session["user_id"] = user_id

        Context().run(put)

    def show_sign(self, code: str) -> "Browser":
        """Choose a sign for the person of this link, or show it: then their words are shown."""
        self.post(f"/s/{code}/sign", {"picture": SIGN, "go": "keep"})
        return self

    def _open(
        self, method: str, path: str, form: dict[str, object] | None, headers: dict[str, str]
    ) -> TestResponse:
        db.session.rollback()
        answer: TestResponse = Context().run(
            lambda: self._client.open(
                path, method=method, data=form, headers=headers, buffered=True
            )
        )
        return answer


def words_of(answer: TestResponse) -> str:
    """What a person reads on a page: no tags, no style, one space between words."""
    plain = re.sub(r"<(style|svg)\b.*?</\1>|<[^>]+>", " ", answer.text, flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(plain)).strip()
