"""Texts in and out, without an app, a database or a network beyond this machine."""
