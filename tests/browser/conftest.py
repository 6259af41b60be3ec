"""The product as a newcomer starts it: the demonstration council, served, and a real browser."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page
from playwright.sync_api import expect
from playwright.sync_api import sync_playwright

from voice_app.commands.demo.council import PASSWORD

CHROMIUM = "/usr/bin/chromium"
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
)  # fmt: skip
VOICE = (sys.executable, "-c", "from voice_app.commands import main; main()")
PATIENCE = 30_000  # milliseconds: the machine may be busy
PHONE = {"width": 360, "height": 740}
LAPTOP = {"width": 1280, "height": 900}
PICTURES = os.environ.get("VOICE_PICTURES", "")  # a folder to leave screenshots in


@dataclass
class Served:
    """A running demonstration. ``look`` leaves a picture where somebody wants to see it."""

    address: str
    browser: Browser

    def page(self, size: dict[str, int]) -> Page:
        """A fresh browser, with nobody signed in. Patient: the machine may be busy."""
        context = self.browser.new_context(viewport=size, device_scale_factor=2)
        context.set_default_timeout(PATIENCE)
        return context.new_page()

    def sign_in(self, page: Page, name: str) -> None:
        """Sign in as one of the demonstration's staff."""
        page.goto(f"{self.address}/sign-in")
        page.get_by_label("Sign-in name").fill(f"{name}@northbeck.example")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()

    def choose_sign(self, page: Page) -> None:
        """Pick the three pictures that open My voice, for the first time."""
        for name in ("Star", "Bus", "Key"):
            page.get_by_label(name, exact=True).check(force=True)
        page.get_by_role("button", name="Next").click()
        page.get_by_role("button", name="Yes, it’s mine").click()

    def look(self, page: Page, name: str) -> None:
        """Keep a picture of the whole page."""
        keep_picture(page, name)


def keep_picture(page: Page, name: str) -> None:
    """Leave a picture of the whole page where somebody wants to see it."""
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A real browser, for the whole run."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def served(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Start it the way ``make run`` does, on a free port."""
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    environment = {
        **os.environ,
        "VOICE_PRACTICE": "1",
        "VOICE_INSTANCE": str(tmp_path_factory.mktemp("instance")),
        "VOICE_PUBLIC_URL": address,
    }
    subprocess.run([*VOICE, "demo"], env=environment, check=True, capture_output=True)  # noqa: S603 - our own command
    server = subprocess.Popen([*VOICE, "serve", "--port", str(port)], env=environment)  # noqa: S603 - our own command
    try:
        _wait_until_ready(address, server)
        yield Served(address, chromium)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=60)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_ready(address: str, server: "subprocess.Popen[bytes]") -> None:
    """Ask until the pages are served and the worker has given a sign of life."""
    while server.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/ready", timeout=5) as answer:  # noqa: S310 - our own address
                if answer.status == 200:
                    return
        except OSError:
            continue
    raise RuntimeError("the demonstration stopped before it was ready")
