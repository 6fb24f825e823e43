"""What people's verdicts shift: how readily each theme is assigned, and a repeat is written.

A score is how likely a judge would agree. Where people's own verdicts say otherwise of a theme, or
of repeats, one number is added to the logit of its scores, and no weight is touched. Before any
verdict that number is thought to lie around nought with the variance ``VARIANCE``: a handful of
verdicts changes little, some dozens much. Theme by theme, because each is judged apart; people
judge what is shown and seldom what is not, so more is learned about what is wrong than about what
is missed. The numbers are kept in the graph's home; without them everything is as it ships.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from math import exp
from pathlib import Path

from graph.errors import CommonThreadError
from graph.settings import home

FILE_NAME = "verdict_shifts.json"
# Sixteen verdicts on scores of a half weigh as much as what is thought beforehand.
VARIANCE = 1 / 4
_STEPS = 50
_CLOSE = 1e-8


class ShiftsError(CommonThreadError):
    """The numbers learned from verdicts cannot be read."""


@dataclass(frozen=True)
class Shifts:
    """What is added to logits: by theme id, and of repeats."""

    themes: Mapping[str, float] = field(default_factory=dict)
    repeats: float = 0.0

    def theme_method(self, method: str) -> str:
        """How a theme's link says it was made: other numbers are another method."""
        return _with_digest(method, self.themes)

    def repeat_method(self, method: str) -> str:
        """The same of a repeat."""
        return _with_digest(method, self.repeats)

    def keep(self) -> None:
        """Keep them for the next linking run, whole or not at all; nothing at all is not kept."""
        path = own_path()
        if self == Shifts():
            path.unlink(missing_ok=True)
            return
        part = path.with_name(path.name + ".part")
        part.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")
        part.replace(path)


def _with_digest(method: str, numbers: object) -> str:
    if not numbers:
        return method
    return f"{method}-{hashlib.sha256(repr(numbers).encode()).hexdigest()[:8]}"


def own_path() -> Path:
    """Where they are kept."""
    return home() / FILE_NAME


def current_shifts() -> Shifts:
    """Those that are kept, or none. Raises ShiftsError when the file is damaged."""
    try:
        content = json.loads(own_path().read_text(encoding="utf-8"))
        themes = {str(theme): float(shift) for theme, shift in content["themes"].items()}
        return Shifts(themes, float(content["repeats"]))
    except FileNotFoundError:
        return Shifts()
    except (ValueError, KeyError, TypeError, AttributeError, OSError) as error:
        raise ShiftsError(
            f"The numbers learned from verdicts in {own_path()} are damaged. Delete the file to go "
            "without them, then run 'python -m ingest verdicts learn' to learn them again."
        ) from error


def shift_of(logits: Sequence[float], accepted: Sequence[bool]) -> float:
    """The likeliest shift given scores, as logits, and what was said of each (maximum a
    posteriori, by Newton's method); four decimals."""
    shift = 0.0
    for _ in range(_STEPS):
        chances = [1 / (1 + exp(-(logit + shift))) for logit in logits]
        slope = sum(chance - was for chance, was in zip(chances, accepted, strict=True))
        curvature = sum(chance * (1 - chance) for chance in chances) + 1 / VARIANCE
        step = (slope + shift / VARIANCE) / curvature
        shift -= step
        if abs(step) < _CLOSE:
            break
    return round(shift, 4)
