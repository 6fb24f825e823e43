"""The codes of all recommendations, of many of them made while links are found.

Coding by rules is pure Python, as much of finding links is, and threads would only take turns. So
from ``LEAST`` recommendations on the codes are made in a process of their own: it is begun before
anything is encoded, and mostly done when it is asked. With fewer, starting it would take longer
than it saves. It sees no graph; when the one that began it ends, so does it.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass
from subprocess import Popen
from typing import Any

from graph.errors import CommonThreadError
from linking.cues import Addressee, code
from linking.processes import last_complaint, start

LEAST = 2000
_SHOW_EVERY = 1000
Progress = Callable[[int, int], None]
"""Called with (done, total)."""
Properties = dict[str, Any]
"""The codes of one recommendation, as properties of its node."""


class CodingError(CommonThreadError):
    """The process that codes recommendations could not do so."""


@dataclass(frozen=True)
class Coded:
    """What the codes of one recommendation are read from."""

    text: str
    kind: str
    target_date: str
    context: str
    addressees: tuple[Addressee, ...] = ()

    def properties(self) -> Properties:
        """Its codes, by rules."""
        codes = code(
            self.text,
            addressees=self.addressees,
            kind=self.kind,
            target_date=self.target_date,
            context=self.context,
        )
        return codes.as_properties()


class Coding:
    """The coding of some recommendations, begun when this is made. Use it as a context manager:
    whatever is left of it ends there."""

    def __init__(self, recommendations: Sequence[Coded]) -> None:
        self._recommendations = recommendations
        self._beside = _Beside(recommendations) if len(recommendations) >= LEAST else None

    def __enter__(self) -> Coding:
        return self

    def __exit__(self, *exc: object) -> None:
        if self._beside:
            self._beside.close()

    def properties(self, progress: Progress) -> list[Properties]:
        """The codes, in the order of the recommendations. Raises CodingError."""
        total = len(self._recommendations)
        if self._beside:
            progress(0, total)
            made = self._beside.answers()
            progress(total, total)
            return made
        made = []
        for done, one in enumerate(self._recommendations, 1):
            made.append(one.properties())
            if done % _SHOW_EVERY == 0 or done == total:
                progress(done, total)
        return made


class _Beside:
    """The process, and the thread that writes to it and reads from it: one line of JSON for each
    recommendation, there and back."""

    def __init__(self, recommendations: Sequence[Coded]) -> None:
        # A file, not a pipe: nobody reads it before something has gone wrong.
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115 - closed in close()
        self._number = len(recommendations)
        self._process: Popen[bytes] = start(__name__, complaints=self._complaints, environment={})
        self._thread = ThreadPoolExecutor(max_workers=1)
        lines = "".join(json.dumps(asdict(one)) + "\n" for one in recommendations)
        self._told: Future[tuple[bytes, bytes]] = self._thread.submit(
            self._process.communicate, lines.encode("ascii")
        )

    def answers(self) -> list[Properties]:
        said, _ = self._told.result()
        lines = said.splitlines()
        if self._process.returncode or len(lines) != self._number:
            reason = last_complaint(self._complaints) or f"exit {self._process.returncode}"
            raise CodingError(
                f"The recommendations could not be coded: the process for it ended ({reason}). "
                "Nothing was written. Free some memory and link again."
            )
        return [json.loads(line) for line in lines]

    def close(self) -> None:
        self._process.kill()
        self._thread.shutdown()
        self._complaints.close()


def main() -> None:
    """Code what comes on standard input, until it ends."""
    for line in sys.stdin.buffer:
        given = json.loads(line)
        addressees = tuple(Addressee(**one) for one in given.pop("addressees"))
        made = Coded(**given, addressees=addressees).properties()
        sys.stdout.write(json.dumps(made) + "\n")


if __name__ == "__main__":
    main()
