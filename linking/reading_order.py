"""The order in which a cross-encoder would have evidence links read, if there is one.

A cross-encoder reads an ask and a finding together and gives one number, which is no chance of
anything: no judge's grades stand behind it. So it decides neither which findings are near nor how
likely they are relevant, but only in which order those that are linked are shown (``rank``); the
scores stay the calibrated ones. Its numbers are kept like vectors, under its name.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from linking.encoder import Vectors
from linking.evidence import Nearby

Score = Callable[[Sequence[str]], Vectors]
"""Numbers of pairs, each given as ``pair`` makes it: shape (pairs, 1), higher for nearer."""


def pair(ask: str, passage: str) -> str:
    """Two texts to be read together, as one."""
    return json.dumps([ask, passage])


def in_reading_order(
    asks: Sequence[str], found: Sequence[Nearby], passages: Mapping[str, str], score: Score
) -> list[Nearby]:
    """``found`` near each of ``asks`` with ranks by ``score``; where it sees no difference, as
    they were. ``passages`` are by finding id. One finding alone is not scored."""
    several = [place for place, nearby in enumerate(found) if len(nearby.near) > 1]
    pairs = [
        pair(asks[place], passages[near.finding_id])
        for place in several
        for near in found[place].near
    ]
    ordered = list(found)
    if not pairs:
        return ordered
    # The last bits depend on what a pair was scored with.
    numbers = iter(score(pairs)[:, 0].round(5).tolist())
    for place in several:
        near = found[place].near
        said = [next(numbers) for _ in near]
        order = sorted(range(len(near)), key=lambda at: -said[at])
        ranked = [replace(near[at], rank=rank) for rank, at in enumerate(order, 1)]
        ordered[place] = replace(found[place], near=ranked)
    return ordered
