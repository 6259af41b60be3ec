"""Whether HTML is right: it parses without a fault, and what it refers to is there.

``tinyhtml5`` follows the parsing rules of the HTML standard and names each fault; what stands
inside what, and which names point where, it leaves to us.
"""

from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from tinyhtml5.parser import HTMLParser

INTERACTIVE = frozenset({"a", "button", "select", "textarea", "label", "input", "summary"})
CHILDREN = {
    "ul": {"li"},
    "ol": {"li"},
    "dl": {"dt", "dd", "div"},
    "select": {"option", "optgroup"},
    "tr": {"td", "th"},
}
PHRASING_ONLY = frozenset({"p", "h1", "h2", "h3", "h4", "button", "label", "legend", "span"})
BLOCKS = frozenset(
    {"div", "p", "ul", "ol", "dl", "form", "section", "table", "fieldset", "h1", "h2", "h3", "li"}
)
REFERS = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "form", "headers", "list")


def faults(text: str) -> list[str]:
    """Everything wrong with a page, each in a few words."""
    parser = HTMLParser(namespace_html_elements=False)
    root = parser.parse(text)
    found = [f"{place}: {code}" for place, code, _more in parser.errors]
    return [*found, *_names(root), *_nesting(root), *_document(root)]


def _names(root: Element) -> Iterator[str]:
    ids = Counter(each.get("id") for each in root.iter() if each.get("id"))
    yield from (f"id {name} twice" for name, times in ids.items() if times > 1)
    for each in root.iter():
        for name in REFERS:
            for target in (each.get(name) or "").split():
                if target not in ids:
                    yield f"{name}={target} of {each.tag} is nowhere"
        link = (each.get("href") or "") if each.tag == "a" else ""
        if link.startswith("#") and link[1:] not in ids:
            yield f"a link to {link}, which is nowhere"


def _nesting(root: Element) -> Iterator[str]:
    for parent in root.iter():
        for child in parent:
            if not isinstance(child.tag, str):
                continue
            allowed = CHILDREN.get(str(parent.tag))
            if allowed and child.tag not in allowed | {"script", "template"}:
                yield f"{child.tag} in {parent.tag}"
            if parent.tag in PHRASING_ONLY and child.tag in BLOCKS:
                yield f"{child.tag} in {parent.tag}"
        if parent.tag in ("a", "button"):
            inside = {str(each.tag) for each in parent.iter()} - {str(parent.tag)}
            yield from (f"{each} in {parent.tag}" for each in inside & INTERACTIVE)


def _document(root: Element) -> Iterator[str]:
    html = root if root.tag == "html" else root.find("html")
    if html is None or not html.get("lang"):
        yield "no language"
    for tag in ("title", "main", "h1"):
        if len(list(root.iter(tag))) != 1:
            yield f"{len(list(root.iter(tag)))} of {tag}"
    for image in root.iter("img"):
        if image.get("alt") is None:
            yield "an image without words"
