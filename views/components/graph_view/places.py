"""Where the nodes of a picture stand: worked out once, the same every time."""

from __future__ import annotations

import math
import random
from collections.abc import Collection, Iterable, Mapping, Sequence

import igraph
import numpy as np
from scipy.spatial import cKDTree

Place = tuple[float, float]

_RING = 46.0  # between two rings, in pixels at scale 1
_APART = 36.0  # between neighbours on one ring
_FIRST_RING = 150.0
# Side of the square each node has on average, away from a star; less where they are so many that
# the whole would shrink to dots.
_ROOM, _LITTLE_ROOM, _CROWD = 78.0, 52.0, 400

_STEP = 190.0  # between two nodes of a path
_SYMBOLS = 34.0  # least distance between two symbols placed by forces
_FIELD = (400.0, 480.0)  # a network without a centre, in pixels at scale 1
_MANY = 24  # neighbours that one node brought, from which they stand closer
_ROOMY = 4  # times the room of a node that bears no name
_FEW = 16  # nodes that one ring shows best whatever joins them
_STAR = 0.75  # share of ties that end at the centre from which rings show it best


def places(
    groups: Mapping[str, str],
    ties: Sequence[tuple[str, str]],
    centre: str,
    roomy: Collection[str] = (),
) -> dict[str, Place]:
    """Place every node: rings around the centre for what is mostly a star, otherwise by forces.

    ``groups`` maps each node's key to the group it stands with (its kind), in the order in which
    a group's nodes are to be near the centre; groups that are ``roomy`` get more room, for the
    names their nodes bear. Forces are Fruchterman and Reingold's, from igraph,
    started from the rings and with its own seed, so that the same graph gives the same picture.
    """
    around = _rings({k: g for k, g in groups.items() if k != centre}, roomy)
    around[centre] = (0.0, 0.0)
    spokes = sum(centre in tie for tie in ties)
    if len(groups) <= _FEW or spokes >= _STAR * len(ties):
        return around
    return _by_forces(around, ties, centre)


def _rings(groups: Mapping[str, str], roomy: Collection[str]) -> dict[str, Place]:
    """Each group has a sector as wide as its share; nearer ones stand on the inner rings."""
    shares = {
        group: (_ROOMY if group in roomy else 1) * sum(its == group for its in groups.values())
        for group in sorted(set(groups.values()))
    }
    radii = _radii(sum(shares.values()))
    slots: dict[str, Place] = {}
    start = -math.pi / 2
    for group, share in shares.items():
        keys = [key for key, its in groups.items() if its == group]
        sector = 2 * math.pi * share / sum(shares.values())
        slots.update(_sector(keys, radii, start, sector))
        start += sector
    return slots


def _radii(count: float) -> list[float]:
    """As many rings as hold ``count`` nodes at their distance."""
    radii = [_FIRST_RING]
    while sum(2 * math.pi * radius / _APART for radius in radii) < count:
        radii.append(radii[-1] + _RING)
    return radii


def _sector(keys: Sequence[str], radii: Sequence[float], start: float, width: float) -> Mapping:
    """Spread keys over a sector's rings in proportion to each ring's length."""
    whole = sum(radii)
    placed: dict[str, Place] = {}
    taken = 0
    passed = 0.0
    for ring, radius in enumerate(radii):
        passed += radius
        until = round(len(keys) * passed / whole)
        here = keys[taken:until]
        for at, key in enumerate(here):
            turn = 0.25 if ring % 2 else 0.75  # neighbouring rings do not line up
            angle = start + width * (at + turn) / len(here)
            placed[key] = (radius * math.cos(angle), radius * math.sin(angle))
        taken = until
    return placed


def _by_forces(
    start: Mapping[str, Place], ties: Sequence[tuple[str, str]], centre: str
) -> dict[str, Place]:
    keys = sorted(start)
    at = {key: number for number, key in enumerate(keys)}
    pairs = sorted({tuple(sorted((at[a], at[b]))) for a, b in ties if a != b})
    drawn = _drawn(pairs, [start[key] for key in keys], 300 if len(keys) <= 600 else 120)
    middle = drawn[at[centre]]
    far = max(math.dist(point, middle) for point in drawn) or 1.0
    room = _ROOM if len(keys) <= _CROWD else _LITTLE_ROOM
    scale = room * math.sqrt(len(keys)) / (1.6 * far)
    points = (np.array(list(drawn)) - middle) * scale
    _push_apart(points, at[centre])
    return {key: (float(points[at[key], 0]), float(points[at[key], 1])) for key in keys}


def _drawn(pairs: Sequence[tuple[int, int]], start: Sequence[Place], steps: int) -> igraph.Layout:
    """Fruchterman and Reingold's forces from the places given, the same every time."""
    network = igraph.Graph(n=len(start), edges=pairs)
    igraph.set_random_number_generator(random.Random(7))  # noqa: S311 - a picture, not a secret
    try:
        return network.layout_fruchterman_reingold(seed=list(start), niter=steps)
    finally:
        igraph.set_random_number_generator(random)


def in_a_row(keys: Sequence[str]) -> dict[str, Place]:
    """Place the nodes of a path from left to right, up and down in turn so that names have room."""
    return {key: (place * _STEP, (place % 2) * _STEP / 3) for place, key in enumerate(keys)}


def grown(at: Mapping[str, Place], layers: Iterable[tuple[str, Sequence[str]]]) -> dict[str, Place]:
    """Add places for what was opened since, one layer after another: a node, and the neighbours
    it brought. What has a place keeps it; the others stand around their node, those first that
    are farther from the middle, where nothing stands yet."""
    all_of_it = dict(at)
    for of, keys in layers:
        new = [key for key in keys if key not in all_of_it]
        if of in all_of_it and new:
            free = _free(all_of_it[of], list(all_of_it.values()), len(new))
            all_of_it.update(zip(new, free, strict=True))
    return all_of_it


def _free(of: Place, taken: Sequence[Place], count: int) -> list[Place]:
    """The nearest places around a node, outwards first, that are free."""
    others = np.array(taken)
    outwards = math.atan2(of[1], of[0])
    apart = _APART if count > _MANY else _APART * 1.8  # a few have room for their names
    found: list[Place] = []
    radius = 2 * apart
    while len(found) < count:
        around = int(2 * math.pi * radius / (apart + 4))
        turns = [(turn + 1) // 2 * (-1) ** turn for turn in range(around)]  # 0, -1, 1, -2, …
        angles = outwards + 2 * math.pi * np.array(turns) / around
        ring = np.array(of) + radius * np.column_stack([np.cos(angles), np.sin(angles)])
        clear = np.hypot(*(ring[:, None] - others[None]).transpose(2, 0, 1)).min(axis=1)
        found += [(float(x), float(y)) for x, y in ring[clear >= apart]]
        radius += apart + 4
    return found[:count]


def spread(keys: Sequence[str], ties: Sequence[tuple[str, str]]) -> dict[str, Place]:
    """Place the nodes of a network that has no centre over a field wider than high: from a ring in
    the order given, by forces, and no two nearer than their names need."""
    around = [2 * math.pi * place / len(keys) for place in range(len(keys))]
    ring = [(math.cos(angle), math.sin(angle)) for angle in around]
    at = {key: number for number, key in enumerate(keys)}
    drawn = _drawn([(at[a], at[b]) for a, b in ties], ring, 300)
    points = np.array(list(drawn)).reshape(-1, 2)
    least, most = points.min(axis=0), points.max(axis=0)
    points = (points - least) / np.maximum(most - least, 1e-6)
    # names lie flat: ranks, not distances, spread them evenly from top to bottom
    points[:, 1] = np.argsort(np.argsort(points[:, 1], kind="stable")) / max(len(keys) - 1, 1)
    points = (points - 0.5) * np.array(_FIELD)
    return {key: (float(points[at[key], 0]), float(points[at[key], 1])) for key in keys}


def _push_apart(points: np.ndarray, still: int) -> None:
    """Move points, in place, until hardly any two are nearer than two symbols need.

    ``points`` has a row of x and y for each node; the centre, ``still``, stays where it is.
    """
    for _ in range(40):
        near = cKDTree(points).query_pairs(_SYMBOLS, output_type="ndarray")
        if not len(near):
            return
        one, other = near[:, 0], near[:, 1]
        between = points[one] - points[other]
        away = np.maximum(np.hypot(between[:, 0], between[:, 1]), 1e-6)
        push = between * ((_SYMBOLS - away) / 2 / away)[:, None]
        moves = np.zeros_like(points)
        np.add.at(moves, one, push)
        np.subtract.at(moves, other, push)
        moves[still] = 0.0
        crowd = np.bincount(near.ravel(), minlength=len(points))
        points += moves / np.maximum(crowd, 1)[:, None]
