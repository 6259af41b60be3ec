"""Calls from text providers. Nothing is believed, or stored, before its signature is checked."""

from flask import Flask

from voice_app.hooks import twilio


def register(app: Flask) -> None:
    """Add every hook to the app."""
    app.register_blueprint(twilio.hook)
    for endpoint, need in twilio.NEEDS.items():
        app.view_functions[endpoint].__dict__["needs"] = need
    app.extensions["csrf"].exempt(twilio.hook)  # a provider proves itself by its signature
