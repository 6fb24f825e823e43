"""Word to whoever waits for a document that a slow part of it is done.

Recognising a page takes seconds, and a scan may have hundreds of them: time is limited for each
such step, not for all of them together.
"""

from __future__ import annotations

from collections.abc import Callable

_waiting: list[Callable[[], None]] = []


def tell(waiting: Callable[[], None]) -> None:
    """Call ``waiting`` after each step that is done in this process."""
    _waiting.append(waiting)


def done() -> None:
    """One more slow step of a document, such as a page that was recognised, is done."""
    for waiting in _waiting:
        waiting()
