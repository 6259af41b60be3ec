"""The app, for a WSGI server."""

from voice_app.factory import create_app

app = create_app()
