"""The thread: from a voice to a finding, to an action; gaps drawn as gaps."""

from voice_app.services.linking.threads import thread_list
from voice_app.services.linking.threads import thread_page
from voice_app.services.linking.weaving import RELATIONS
from voice_app.services.linking.weaving import Link
from voice_app.services.linking.weaving import NewAction
from voice_app.services.linking.weaving import NotYours
from voice_app.services.linking.weaving import confirm_tags
from voice_app.services.linking.weaving import finish_action
from voice_app.services.linking.weaving import link_finding
from voice_app.services.linking.weaving import pass_on
from voice_app.services.linking.weaving import start_action

__all__ = [
    "RELATIONS",
    "Link",
    "NewAction",
    "NotYours",
    "confirm_tags",
    "finish_action",
    "link_finding",
    "pass_on",
    "start_action",
    "thread_list",
    "thread_page",
]
