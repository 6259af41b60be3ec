"""Tables, one module an area; no behaviour beyond constraints."""

from voice_app.models import accounts
from voice_app.models import calls
from voice_app.models import chats
from voice_app.models import codesign
from voice_app.models import conversations
from voice_app.models import desk
from voice_app.models import insight
from voice_app.models import jobs
from voice_app.models import journey
from voice_app.models import messages
from voice_app.models import organisation
from voice_app.models import people
from voice_app.models import quality
from voice_app.models import record
from voice_app.models import reviews
from voice_app.models import settings
from voice_app.models import sounds
from voice_app.models import surveys
from voice_app.models import teaching
from voice_app.models import worries

__all__ = [
    "accounts",
    "calls",
    "chats",
    "codesign",
    "conversations",
    "desk",
    "insight",
    "jobs",
    "journey",
    "messages",
    "organisation",
    "people",
    "quality",
    "record",
    "reviews",
    "settings",
    "sounds",
    "surveys",
    "teaching",
    "worries",
]
