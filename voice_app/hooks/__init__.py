"""Calls from text providers. Nothing is believed, or stored, before a caller has proved itself."""

from flask import Flask

from voice_app.hooks import notify
from voice_app.hooks import twilio
from voice_app.hooks import twilio_calls


def register(app: Flask) -> None:
    """Add every hook to the app."""
    for provider in (twilio, twilio_calls, notify):
        app.register_blueprint(provider.hook)
        for endpoint, need in provider.NEEDS.items():
            app.view_functions[endpoint].__dict__["needs"] = need
        app.extensions["csrf"].exempt(provider.hook)  # it proves itself: a signature, a token
