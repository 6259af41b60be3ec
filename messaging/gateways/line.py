"""A line to a provider that broke off: did the text go? Slow to load, so for the worker only."""

import socket
from collections.abc import Iterator

from requests.exceptions import ConnectTimeout
from requests.exceptions import RequestException

from messaging.gateway import GatewayProblem
from messaging.gateway import InDoubt
from messaging.gateway import Trouble
from messaging.gateway import TryAgain


def broken_off(break_off: RequestException) -> GatewayProblem:
    """No connection was made: nothing went. Anything later: it may have gone."""
    never_went = isinstance(break_off, ConnectTimeout) or any(
        isinstance(cause, ConnectionRefusedError | socket.gaierror) for cause in _causes(break_off)
    )
    return TryAgain(trouble=Trouble.NO_LINE) if never_went else InDoubt()


def _causes(problem: BaseException | None) -> Iterator[BaseException]:
    while problem is not None:
        yield problem
        problem = problem.__cause__ or problem.__context__
