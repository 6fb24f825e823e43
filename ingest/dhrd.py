"""The Domestic Homicide Review Dataset (DHRD) for England and Wales: reviews without their text.

Cook, D. and Cook, E. A. (2026), Zenodo, CC BY 4.0: four tables made from what the Home Office's
library says of each published review. ``documents.csv`` and ``incidents.csv`` become reviews;
tags of incidents, victims and perpetrators become themes that the case raised. Nothing else of
victims and perpetrators is kept: no age, sex, ethnicity, religion, orientation, relationship or
verdict, no date or cause of death. Titles are composed, because theirs may carry a name.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from graph.errors import InputRefusedError
from ingest.dates import DateRefusedError, ReadDate, read_date
from ingest.identifiers import hashed, web_address
from ingest.pfd import in_words, titled_apart
from ingest.records import Reading, Refusal, ReviewRecord
from ingest.tables import Columns, Row, Table, digest, plain, read_table
from ingest.titles import cut

LICENCE = "CC BY 4.0, Cook and Cook, Domestic Homicide Review Dataset"
# What each tag of the Home Office points to in the frame of themes; a tag that no theme means
# for certain (physical abuse, children present, faith-based marriage) is left out.
_MIND = (
    *("adjustment_disorder", "anxiety", "depression", "panic_attacks", "ptsd", "psychosis"),
    *("pschyosis", "other"),  # the first as the codebook spells it
)
_DEATH = ("self_harm", "suicidal_thoughts", "suicide_attempts")
_TAGS_OF_ROLE = {
    "needs.mental": ("mental_health_issues", *(f"mh_{name}" for name in _MIND)),
    "risk.suicide": ("suicide", *(f"mh_{name}" for name in _DEATH)),
    "needs.carers": ("carer_responsibilities", "carer_for_victim", "mh_dementia"),
    "needs.substance": ("vuln_alcohol", "vuln_substance_abuse"),
    "needs.disability": ("vuln_neurodiversity", "vuln_physical_disability"),
    "needs.maternity": ("vuln_pregnancy",),
    "ctx.housing": ("vuln_housing",),
}
_TAGS_OF_INCIDENT = {
    "abuse.coercive": ("coercive_control", "economic_abuse"),
    "abuse.family": ("familial_homicide", "parricide"),
    "abuse.honour": ("forced_marriage",),
    "abuse.exploit": ("sexual_abuse",),
    "risk.markers": ("separation", "stalking"),
    "risk.suicide": ("homicide_suicide",),
}
_TRUE = frozenset({"true", "1", "yes", "y", "1 0"})


def _tags(groups: Mapping[str, tuple[str, ...]], role: str = "") -> dict[str, str]:
    """Columns and the theme that each means."""
    return {f"{role}{name}": theme for theme, names in groups.items() for name in names}


THEMES: dict[str, dict[str, str]] = {
    "incidents": _tags(_TAGS_OF_INCIDENT),
    "victims": _tags(_TAGS_OF_ROLE, "victim_"),
    "perpetrators": _tags(_TAGS_OF_ROLE, "perpetrator_"),
}
_OWN = {
    "documents": ("document_id", "incident_id", "upload_date", "report_url"),
    "incidents": ("incident_id", "csp", "region"),
    "victims": ("incident_id", "victim_id"),
    "perpetrators": ("incident_id", "perpetrator_id"),
}
# Columns that tell each table, as the dataset's codebook names them.
MARKS = {
    "documents": {"document id", "incident id", "report url"},
    "incidents": {"incident id", "csp", "multiple victims"},
    "victims": {"incident id", "victim id"},
    "perpetrators": {"incident id", "perpetrator id"},
}


def table_of(headers: set[str]) -> str:
    """Which of the four tables has these headers (without case and punctuation), or ""."""
    return next((name for name, marks in MARKS.items() if marks <= headers), "")


@dataclass
class _Part:
    """What the tables gave so far, and what was refused or noted of each."""

    rows_read: int = 0
    refusals: list[Refusal] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_dhrd(path: Path) -> Reading:
    """Read reviews from the dataset's folder, or from one of its files with the others beside it.

    At least ``documents.csv`` or ``incidents.csv`` must be there. Raises InputRefusedError when
    neither is, or a table cannot be read; rows without an incident are refused.
    """
    folder = path if path.is_dir() else path.parent
    found = {name: folder / f"{name}.csv" for name in _OWN if (folder / f"{name}.csv").is_file()}
    if not {"documents", "incidents"} & set(found):
        raise InputRefusedError(
            f"There is no documents.csv or incidents.csv in {folder}. The Domestic Homicide Review "
            "Dataset is four tables side by side; those of victims and perpetrators hold no review."
        )
    part = _Part()
    tables = {name: _table(name, each, part) for name, each in found.items()}
    reviews = titled_apart(dict(_reviews(tables, part)))
    whole = "".join(digest(each) for each in found.values())
    return Reading(
        kind="reviews",
        file_name="DHRD documents.csv",
        digest=hashlib.sha256(whole.encode()).hexdigest(),
        rows_read=part.rows_read,
        reviews=reviews,
        refusals=tuple(part.refusals),
        notes=("read as: Domestic Homicide Review Dataset", *dict.fromkeys(part.notes)),
    )


def _table(name: str, path: Path, part: _Part) -> list[Row]:
    """The rows of one table that name an incident."""
    columns = Columns(
        dict.fromkeys((*_OWN[name], *THEMES.get(name, {})), ()), needed=(("incident_id",),)
    )
    table: Table = read_table(path, columns)
    part.rows_read += table.rows_read
    refused = [*table.refusals]
    refused += [
        Refusal(row.number, "has no incident_id") for row in table.rows if not row["incident_id"]
    ]
    part.refusals += [Refusal(each.row, f"({path.name}) {each.reason}") for each in refused]
    # What describes people is left out on purpose, and its eighty columns need no note.
    part.notes += [note for note in table.notes if not note.startswith("columns not read")]
    return [row for row in table.rows if row["incident_id"]]


def _reviews(tables: Mapping[str, list[Row]], part: _Part) -> Iterator[tuple[str, ReviewRecord]]:
    documents: dict[str, list[Row]] = defaultdict(list)
    for row in tables.get("documents", []):
        documents[row["incident_id"]].append(row)
    incidents: dict[str, Row] = {}
    for row in tables.get("incidents", []):
        if incidents.setdefault(row["incident_id"], row) is not row:
            part.refusals.append(
                Refusal(row.number, "(incidents.csv) repeats the incident_id of a row above it")
            )
    raised = _raised(tables, set(incidents) | set(documents), part)
    several = sum(len(rows) > 1 for rows in documents.values())
    if several:
        part.notes.append(f"{several} incidents have several documents: each is one review")
    for incident in dict.fromkeys((*incidents, *documents)):
        review = _review(
            incident, documents.get(incident, []), incidents.get(incident), part, raised[incident]
        )
        yield review.id, review


def _review(
    incident: str, documents: list[Row], row: Row | None, part: _Part, raised: dict[str, str]
) -> ReviewRecord:
    area = cut(" ".join((row["csp"] or row["region"]).split()), 80) if row else ""
    when = next((date for date in (_published(each, part) for each in documents) if date), None)
    addresses = [web_address(each["report_url"]) for each in documents]
    published = f"published {in_words(when)}" if when else ""
    return ReviewRecord(
        id=hashed("dhrd", incident),
        title=", ".join(each for each in ("Domestic homicide review", area, published) if each),
        kind="DHR",
        area=area,
        date=when.iso if when else "",
        year=when.year if when else None,
        url=next((each for each in addresses if each), ""),
        licence=LICENCE,
        source_file="DHRD documents.csv",
        raised=tuple(raised.items()),
    )


def _published(row: Row, part: _Part) -> ReadDate | None:
    """``upload_date`` is written ``03-2024``."""
    text = row["upload_date"].replace("-", "/") if len(row["upload_date"]) == 7 else ""
    if not (text or row["upload_date"]):
        return None
    try:
        return read_date(text if text[2:3] == "/" else row["upload_date"])
    except DateRefusedError as error:
        part.notes.append(f"documents.csv row {row.number}: upload_date left out, because {error}")
        return None


def _raised(
    tables: Mapping[str, list[Row]], known: set[str], part: _Part
) -> dict[str, dict[str, str]]:
    """Themes of each incident and the tags they rest on. A tag says nothing of whom it is about."""
    tags: dict[str, dict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
    for name, themes in THEMES.items():
        lost = 0
        for row in tables.get(name, []):
            lost += row["incident_id"] not in known
            for column, theme in themes.items():
                if plain(row[column]) in _TRUE:
                    tag = column.removeprefix("victim_").removeprefix("perpetrator_")
                    words = tag.removeprefix("vuln_").removeprefix("mh_").replace("_", " ")
                    tags[row["incident_id"]][theme][words] = None
        if lost:
            part.notes.append(
                f"{name}.csv: {lost} rows name an incident that is not among the others"
            )
    return defaultdict(
        dict,
        {
            incident: {
                theme: f"Home Office tag: {', '.join(words)}" for theme, words in found.items()
            }
            for incident, found in tags.items()
        },
    )
