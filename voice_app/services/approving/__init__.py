"""The child looks first: what will be passed on before a review, part by part.

They let a part through, keep it private or say it in other words, and say who sees it. Nothing has
to be done: what is not decided goes as each answer said. Whatever they decide, a worry stays with
the person who looks after it: only the words can be kept out of what the reader gets.
"""

from voice_app.services.approving.deciding import Wish
from voice_app.services.approving.deciding import answer
from voice_app.services.approving.deciding import decide
from voice_app.services.approving.looking import before_it_goes
from voice_app.services.approving.looking import one_part
from voice_app.services.approving.offering import offer_brief

__all__ = ["Wish", "answer", "before_it_goes", "decide", "offer_brief", "one_part"]
