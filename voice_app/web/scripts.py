"""Our few scripts: from our own house, each a file of its own, and no page needs one."""

import hashlib
from functools import cache

from flask import Flask
from flask import g
from flask import url_for
from markupsafe import Markup

from voice_app.web.style import STATIC


def register(app: Flask) -> None:
    """Tell the templates."""
    app.jinja_env.globals["script"] = script


def script(name: str) -> Markup:
    """The tag of one script. Only a page that names one may run any: see ``headers``."""
    allow_scripts()
    address = url_for("static", filename=name, v=version(name))
    return Markup('<script type="module" src="{}"></script>').format(address)


def allow_scripts() -> None:
    """This answer may run scripts of ours, and they may ask us."""
    g.scripts = True


@cache
def version(name: str) -> str:
    """Of a file of ours: another when its content is another, so that it can be kept for long."""
    return hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
