"""The templates: all there, all used, and nothing in them that the browser would not allow."""

import ast
import re
from pathlib import Path

import pytest

WEB = Path(__file__).parents[2] / "voice_app" / "web"
TEMPLATES = WEB / "templates"
NAMES = {str(path.relative_to(TEMPLATES)): path for path in TEMPLATES.rglob("*.html")}
POINTS_AT = re.compile(r"""\{%-?\s*(?:extends|include|import|from)\s+["']([^"']+)["']""")
TOKEN = re.compile(r"csrf_token\(\)|\btoken\(\)|hidden_tag\(\)")
TAG = re.compile(r"<[a-zA-Z][^>]*>", re.DOTALL)


def rendered() -> set[str]:
    """The templates that views name; an error page is named by its number."""
    named: set[str] = set()
    for path in WEB.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and str(node.value).endswith(".html"):
                named.add(str(node.value).lstrip("."))
    numbers = {name for name in NAMES if name.startswith("errors/")}
    return {name for name in named if "/" in name} | numbers


def built_upon() -> set[str]:
    return {name for path in NAMES.values() for name in POINTS_AT.findall(path.read_text("utf-8"))}


def test_every_template_that_is_named_is_there() -> None:
    assert (rendered() | built_upon()) - set(NAMES) == set()


def test_every_template_that_is_there_is_used() -> None:
    assert set(NAMES) - rendered() - built_upon() == set()


def test_every_error_that_has_words_has_a_page() -> None:
    pages = {name for name in NAMES if name.startswith("errors/")}
    assert pages == {f"errors/{number}.html" for number in (400, 403, 404, 429, 500)}


@pytest.mark.parametrize("name", sorted(NAMES))
def test_nothing_in_it_needs_a_hole_in_the_content_policy(name: str) -> None:
    text = NAMES[name].read_text("utf-8")
    plain = re.sub(r"\{#.*?#\}", "", text, flags=re.DOTALL)
    assert "<script" not in plain.lower()
    assert "javascript:" not in plain.lower()
    tags = TAG.findall(re.sub(r"\{[{%].*?[%}]\}", "", plain, flags=re.DOTALL))
    assert [tag for tag in tags if re.search(r"\s(?:style|on\w+)\s*=", tag, re.IGNORECASE)] == []
    for style in re.findall(r"<style[^>]*>", plain):
        assert 'nonce="{{ nonce() }}"' in style


@pytest.mark.parametrize("name", sorted(NAMES))
def test_nothing_in_it_comes_from_another_house(name: str) -> None:
    text = NAMES[name].read_text("utf-8")
    assert re.findall(r"""(?:src|srcset)\s*=\s*["'](?:https?:)?//""", text) == []
    for link in re.findall(r"<link\b[^>]*>", text):
        assert "http" not in link


BY_LINK = ("answering/", "my_voice/", "base/survey.html")  # pages whose secret is their address


@pytest.mark.parametrize("name", sorted(NAMES))
def test_nothing_a_child_wrote_is_printed_as_if_it_were_ours(name: str) -> None:
    assert "|safe" not in NAMES[name].read_text("utf-8").replace(" ", "")
    assert "autoescapefalse" not in NAMES[name].read_text("utf-8").replace(" ", "")


@pytest.mark.parametrize("name", sorted(each for each in NAMES if not each.startswith(BY_LINK)))
def test_every_form_of_the_desk_carries_its_token(name: str) -> None:
    forms = re.findall(r"<form\b.*?</form>", NAMES[name].read_text("utf-8"), re.DOTALL)
    posts = [form for form in forms if re.search(r'method="post"', form, re.IGNORECASE)]
    assert [form[:80] for form in posts if not TOKEN.search(form)] == []
