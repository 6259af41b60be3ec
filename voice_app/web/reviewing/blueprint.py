"""The part of the site that is an IRO's own."""

from flask import Blueprint

pages = Blueprint("reviewing", __name__, url_prefix="/children")
