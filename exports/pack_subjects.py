"""What a pack can be about: a theme, an agency or an ask that several reviews made.

Each is gathered from the questions of the catalogue: what can be chosen as cases and findings,
how often it comes back, and where. Counts of reviews are out of those that make any
recommendation or state any concern.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple, dataclass

from graph.store import Row
from graph.words import agency_name, kind_of, sentence_case, years
from linking.clusters import Cluster, clusters
from linking.over_time import of_reviews

Ask = Callable[..., list[Row]]
"""Answers a question of the catalogue: its name, and its parameters by name."""

MOST = 200  # cases to choose from
_MOST_FINDINGS = 60
_MOST_STRONGER = 20
_ABOUT = "Reviews that recommend about it or state a concern"
_TO = "Reviews with a recommendation or concern put to it"
_GRADES = ("high", "moderate", "low", "very low")


@dataclass(frozen=True)
class Count:
    """A number out of a denominator, and what is counted: 'reviews'."""

    name: str
    number: int
    of: int
    noun: str = "reviews"


@dataclass(frozen=True)
class Place:
    """How often something comes back in one kind of review, and in how many areas."""

    kind: str
    reviews: Count
    areas: Count


@dataclass(frozen=True)
class Spread:
    """How often something comes back: in all, by kind of review, and by year where that is
    known. ``years`` are the first and the last, in words."""

    told: Count
    years: str
    places: tuple[Place, ...]
    by_year: tuple[Count, ...] = ()


@dataclass(frozen=True)
class Subject:
    """A theme, an agency or a repeated ask, with all that a pack says of it but the choice.

    ``asks`` are rows of ``recommendations_by_id``, ``findings`` rows of ``findings_by_id``, both
    in the order in which they suggest themselves; of the ``asks_in_all`` no more than ``MOST``
    are there. ``findings_by`` says how findings come to be here, ``stronger`` are asks with
    wording to borrow, and ``related`` counts whom it is told to, or of what it is told. ``shown``
    are the ids of asks whose review shows, in words of its own, what the case raised of it.
    """

    kind: str
    id: str
    title: str
    asks: tuple[Row, ...]
    asks_in_all: int
    findings: tuple[Row, ...]
    findings_by: str
    stronger: tuple[Row, ...]
    spread: Spread
    related_title: str
    related: tuple[Count, ...]
    meaning: str = ""
    raised: Count | None = None
    review_kind: str = ""
    shown: frozenset[str] = frozenset()


def theme(ask: Ask, id_: str, kind: str = "") -> Subject | None:
    """A theme, in all reviews or in those of one kind; None when there is no such theme."""
    row = next((one for one in ask("theme_tree") if one["theme_id"] == id_), None)
    if row is None:
        return None
    where = ask("theme_where", theme=id_, kind=kind)
    asks = _asks(ask, ask("theme_cases", theme=id_, kind=kind, limit=MOST))
    research = sorted(ask("theme_evidence", theme=id_), key=lambda one: _grade(one["strength"]))
    summary = ask("theme_summary", theme=id_)[0]
    raised = Count("Reviews whose case raised it", summary["reviews_raised"], summary["of_reviews"])
    return Subject(
        kind="theme",
        id=id_,
        title=row["theme"],
        asks=asks,
        asks_in_all=sum(one["recommendations"] for one in where),
        findings=_findings(ask, [*research, *_near(ask, asks)]),
        findings_by="Those coded with the same theme come first, the strongest before the others, "
        "then those near in meaning to what reviews ask.",
        stronger=_asks(ask, ask("strong_examples", theme=id_, kind=kind, limit=_MOST_STRONGER)),
        spread=_spread(ask, _ABOUT, ask("theme_by_year", theme=id_, kind=kind), where, kind),
        related_title="Who is told, of the reviews that address them at all",
        related=_related(ask("theme_agencies", theme=id_, kind=kind), "agency"),
        meaning=row["definition"] or "",
        raised=None if kind else raised,
        review_kind=kind,
        shown=_shown(ask, asks, id_),
    )


def agency(ask: Ask, id_: str, kind: str = "") -> Subject | None:
    """An agency or a kind of agency; None when nothing is put to it."""
    row = next((one for one in ask("agency_asked", kind=kind) if one["agency_id"] == id_), None)
    if row is None:
        return None
    where = ask("agency_where", agency=id_, kind=kind)
    asks = _asks(ask, ask("agency_recommendations", agency=id_, kind=kind, limit=MOST))
    name = agency_name(row["agency"])
    return Subject(
        kind="agency",
        id=id_,
        title=name,
        asks=asks,
        asks_in_all=sum(one["recommendations"] for one in where),
        findings=_findings(ask, _near(ask, asks)),
        findings_by=f"They are near in meaning to what {name} is asked, those near most first.",
        stronger=tuple(filter(_is_stronger, asks))[:_MOST_STRONGER],
        spread=_spread(ask, _TO, ask("agency_by_year", agency=id_, kind=kind), where, kind),
        related_title="What it is told about, of the reviews that address it",
        related=_related(ask("themes_told_to_agency", agency=id_, kind=kind), "theme"),
        review_kind=kind,
        shown=_shown(ask, asks),
    )


def repeated_ask(ask: Ask, cluster: Cluster) -> Subject:
    """One ask and everybody who made it: the earliest wording, the latest, then the others."""
    first, *between, last = cluster.asks
    every = _by_id(ask, [first, last, *between])
    asks = every[:MOST]
    told = Counter(
        agency_name(row["agency"]) for row in ask("addressees_by_id", ids=" ".join(cluster.asks))
    )
    often = sorted(told.items(), key=lambda one: (-one[1], one[0]))
    wordings = len(cluster.asks)
    return Subject(
        kind="cluster",
        id=cluster.id,
        title=cluster.label.rstrip(" …"),
        asks=asks,
        asks_in_all=wordings,
        findings=_findings(ask, _near(ask, asks)),
        findings_by="They are near in meaning to the wordings, those near most first.",
        stronger=tuple(filter(_is_stronger, asks))[:_MOST_STRONGER],
        spread=_spread_of(ask, cluster, every),
        related_title="Who is asked, of its wordings",
        related=tuple(Count(name, n, wordings, "wordings") for name, n in often),
        shown=_shown(ask, asks),
    )


def find_cluster(ask: Ask, id_: str) -> Cluster | None:
    """The cluster that an ask stands in now, made anew from the links."""
    found = clusters(ask("repeat_links"), ask("repeated_asks"))
    return next((one for one in found if id_ in one.asks), None)


def _grade(strength: object) -> int:
    return _GRADES.index(str(strength)) if strength in _GRADES else len(_GRADES)


def _asks(ask: Ask, rows: Iterable[Row]) -> tuple[Row, ...]:
    return _by_id(ask, [row["recommendation_id"] for row in rows])


def _by_id(ask: Ask, ids: Sequence[str]) -> tuple[Row, ...]:
    """The rows of some recommendations, in the order of their ids."""
    rows = ask("recommendations_by_id", ids=" ".join(ids)) if ids else []
    known = {row["recommendation_id"]: row for row in rows}
    return tuple(known[id_] for id_ in ids if id_ in known)


def _findings(ask: Ask, rows: Iterable[Row]) -> tuple[Row, ...]:
    ids = list(dict.fromkeys(row["finding_id"] for row in rows))[:_MOST_FINDINGS]
    known = {row["finding_id"]: row for row in ask("findings_by_id", ids=" ".join(ids))}
    return tuple(known[id_] for id_ in ids if id_ in known)


def _near(ask: Ask, asks: Sequence[Row]) -> list[Row]:
    """Findings near some asks, those near most of them first."""
    ids = " ".join(row["recommendation_id"] for row in asks)
    return ask("findings_near_asks", ids=ids) if ids else []


def _shown(ask: Ask, asks: Sequence[Row], about: str = "") -> frozenset[str]:
    """The asks of which a passage of their review is on the theme, or on what they ask."""
    rows = ask("cases_raised", ids=" ".join(row["recommendation_id"] for row in asks), theme=about)
    on = "on_theme" if about else "asked_about"
    return frozenset(row["recommendation_id"] for row in rows if row[on])


def _is_stronger(row: Row) -> bool:
    """As ``strong_examples`` has it: a stronger or intermediate action, an actor, a firm verb."""
    return bool(
        row["strength"] in ("stronger", "intermediate")
        and row["actor"] in ("named", "typed")
        and row["action"] == "firm"
    )


def _related(rows: Iterable[Row], column: str) -> tuple[Count, ...]:
    return tuple(Count(agency_name(row[column]), row["reviews"], row["of_reviews"]) for row in rows)


def _spread(ask: Ask, name: str, by_year: Sequence[Row], where: Sequence[Row], kind: str) -> Spread:
    series = of_reviews(by_year)
    told = [year for year, share in series.by_year.items() if share.number]
    corpus = [row for row in ask("reviews_that_ask") if kind in ("", row["kind"])]
    return Spread(
        Count(name, *astuple(series.all)),
        years(min(told, default=None), max(told, default=None)),
        _places(where, corpus),
        tuple(Count(str(year), *astuple(share)) for year, share in series.by_year.items()),
    )


def _spread_of(ask: Ask, cluster: Cluster, asks: Sequence[Row]) -> Spread:
    reviews: dict[str, set[str]] = defaultdict(set)
    areas: dict[str, set[str]] = defaultdict(set)
    for row in asks:
        reviews[row["review_kind"]].add(row["review_id"])
        areas[row["review_kind"]] |= {row["area"]} - {None, ""}
    where = [
        {"kind": kind, "reviews": len(reviews[kind]), "areas": len(areas[kind])}
        for kind in sorted(reviews, key=str)
    ]
    corpus = ask("reviews_that_ask")
    told = Count("Reviews that ask for it", len(cluster.reviews), sum(r["reviews"] for r in corpus))
    dated = Counter({row["review_id"]: row["year"] for row in asks}.values())
    by_year = tuple(
        Count(str(row["year"]), dated[row["year"]], row["reviews"])
        for row in ask("reviews_by_year")
        if row["year"]
    )
    return Spread(
        told, years(cluster.first_year, cluster.last_year), _places(where, corpus), by_year
    )


def _places(where: Iterable[Row], corpus: Iterable[Row]) -> tuple[Place, ...]:
    """Kinds of review, those loaded in which it never comes too."""
    found = {row["kind"]: row for row in where}
    nowhere = {"reviews": 0, "areas": 0}
    return tuple(
        Place(
            sentence_case(kind_of(row["kind"], 2)),
            Count("", found.get(row["kind"], nowhere)["reviews"], row["reviews"]),
            Count("", found.get(row["kind"], nowhere)["areas"], row["areas"], "areas"),
        )
        for row in corpus
    )
