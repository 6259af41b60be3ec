"""How our own code is kept: short modules, no hidden cycles, shipped content that can be read."""

import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("surveys", "messaging", "analysis", "voice_app")
CODE = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
SHIPPED = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.json"))
LONGEST = 400  # lines


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def test_no_module_is_too_long_to_be_read_in_one_go() -> None:
    written = [path for path in [*CODE, *TESTS] if "versions" not in path.parts]
    long = {name(path): len(lines(path)) for path in written if len(lines(path)) > LONGEST}
    assert long == {}


def test_no_import_cycle_is_hidden_from_the_running_program() -> None:
    hidden = "TYPE_" + "CHECKING"  # or this very line would be found
    assert [name(path) for path in [*CODE, *TESTS] if hidden in path.read_text("utf-8")] == []


def test_every_module_says_what_it_holds() -> None:
    written = [path for path in CODE if "versions" not in path.parts]
    assert [name(path) for path in written if not lines(path)[0].startswith('"""')] == []


@pytest.mark.parametrize("path", SHIPPED, ids=name)
def test_shipped_content_can_be_read_and_says_every_key_once(path: Path) -> None:
    def only_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        keys = [key for key, _ in pairs]
        assert len(keys) == len(set(keys)), sorted(k for k in set(keys) if keys.count(k) > 1)
        return dict(pairs)

    assert json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=only_once)
