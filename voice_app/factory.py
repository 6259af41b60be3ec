"""Makes the app: settings, extensions, blueprints. Nothing is built by importing."""

from flask import Flask
from flask_babel import Babel
from flask_migrate import Migrate
from sqlalchemy.exc import NoResultFound
from werkzeug.middleware.proxy_fix import ProxyFix

from voice_app import hooks
from voice_app import models
from voice_app import web
from voice_app.clock import Clock
from voice_app.clock import utc_now
from voice_app.config import Settings
from voice_app.config import from_environment
from voice_app.db import db
from voice_app.db import watch
from voice_app.jobs import wake
from voice_app.vault import Vault
from voice_app.web import errors
from voice_app.web import tongues
from voice_app.words import TRANSLATIONS

__all__ = ["close", "create_app", "models"]  # the models are imported so that every table is known


def create_app(settings: Settings | None = None, *, clock: Clock = utc_now) -> Flask:
    """One app, with its own settings, keys and clock."""
    settings = settings or from_environment()
    app = Flask("voice_app", static_folder="web/static", template_folder="web/templates")
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=_engine_options(settings.database_url),
        BABEL_DEFAULT_LOCALE="en",
        BABEL_DEFAULT_TIMEZONE="Europe/London",
        BABEL_DOMAIN="messages;respondent",
        BABEL_TRANSLATION_DIRECTORIES=f"{TRANSLATIONS};{TRANSLATIONS}",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        WTF_CSRF_SSL_STRICT=False,  # it asks for the Referer that we forbid: the token is enough
        MAX_CONTENT_LENGTH=1_000_000,
    )
    app.extensions["voice.settings"] = settings
    app.extensions["voice.clock"] = clock
    app.extensions["voice.vault"] = Vault(settings.field_keys, settings.index_key)
    app.extensions["voice.questionnaires"] = {}
    app.extensions["voice.wake"] = wake.caller(settings.queue_url)
    db.init_app(app)
    Migrate(app, db, directory="voice_app/migrations", render_as_batch=True)
    Babel(app, locale_selector=tongues.catalogue)
    with app.app_context():
        watch(db.engine, practice=settings.practice)
    if settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxies)  # type: ignore[method-assign]
    web.register(app)
    app.register_error_handler(NoResultFound, errors.nothing_there)
    hooks.register(app)
    return app


def close(app: Flask) -> None:
    """Let go of the database: a command is over, its app is not needed any more."""
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def _engine_options(url: str) -> dict[str, object]:
    """A server may have closed a connection while it rested; a file can't."""
    return {} if url.startswith("sqlite") else {"pool_pre_ping": True}
