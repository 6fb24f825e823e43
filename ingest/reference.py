"""The reference tables: agencies with their types and parents, and the frame of themes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ingest.identifiers import each_once
from ingest.records import AgencyRecord, Reading, Refusal, ThemeRecord
from ingest.review_columns import YES
from ingest.tables import Columns, Table, digest, plain, read_table
from ingest.titles import cut

AGENCIES = Columns(
    {
        "id": ("agency id",),
        "name": ("title", "agency"),
        "sector": (),
        "level": (),
        "aliases": ("other names",),
        "parent_or_successor": ("relations", "parent"),
        "invented": ("fictional",),
    },
    needed=(("id",), ("name",)),
)
THEMES = Columns(
    {
        "id": ("theme id",),
        "parent": ("within",),
        "label": ("title", "theme", "name"),
        "definition": ("about",),
        "cues": ("keywords",),
        "source": ("sources",),
        "joint_work": ("interface",),
    },
    needed=(("id",), ("label",)),
)
# Ids of the sample's invented bodies begin with this.
INVENTED_PREFIX = "inv-"


def read_agencies(path: Path) -> Reading:
    """Read agencies and types of agency from a table such as ``data/reference/agencies.csv``.

    ``parent_or_successor`` holds ``type:id`` (counts roll up), ``parent:id`` and
    ``successor:id`` (kept by the agency's aliases), separated by semicolons.
    """
    table = read_table(path, AGENCIES)
    refusals, notes = list(table.refusals), list(table.notes)
    agencies = each_once(_agencies(table, refusals), refusals, notes)
    return _reading("agencies", path, table, refusals, notes, agencies=tuple(agencies.values()))


def read_themes(path: Path) -> Reading:
    """Read the frame of themes from a table such as ``data/reference/themes.csv``."""
    table = read_table(path, THEMES)
    refusals, notes = list(table.refusals), list(table.notes)
    themes = each_once(_themes(table, refusals), refusals, notes)
    return _reading("themes", path, table, refusals, notes, themes=tuple(themes.values()))


def _reading(
    kind: str,
    path: Path,
    table: Table,
    refusals: list[Refusal],
    notes: list[str],
    agencies: tuple[AgencyRecord, ...] = (),
    themes: tuple[ThemeRecord, ...] = (),
) -> Reading:
    return Reading(
        kind=kind,
        file_name=path.name,
        digest=digest(path),
        rows_read=table.rows_read,
        agencies=agencies,
        themes=themes,
        refusals=tuple(sorted(refusals, key=lambda refusal: refusal.row)),
        notes=tuple(dict.fromkeys(notes)),
    )


def _agencies(table: Table, refusals: list[Refusal]) -> Iterator[tuple[int, AgencyRecord]]:
    for row in table.rows:
        identifier, title = row["id"], row["name"]
        if not identifier or not title:
            refusals.append(Refusal(row.number, "has no id or no name"))
            continue
        relations, wrong = _relations(row["parent_or_successor"])
        if wrong or identifier in relations.values():
            reason = f"has the relation '{cut(wrong or identifier, 40)}'"
            refusals.append(
                Refusal(row.number, f"{reason}; write type:id, parent:id or successor:id of others")
            )
            continue
        yield (
            row.number,
            AgencyRecord(
                id=identifier,
                title=title,
                sector=row["sector"],
                level=row["level"],
                is_type=row["level"] == "type",
                aliases=_parts(row["aliases"]),
                is_a=relations.get("type", ""),
                part_of=relations.get("parent", ""),
                invented=plain(row["invented"]) in YES or identifier.startswith(INVENTED_PREFIX),
            ),
        )


def _themes(table: Table, refusals: list[Refusal]) -> Iterator[tuple[int, ThemeRecord]]:
    for row in table.rows:
        if not row["id"] or not row["label"]:
            refusals.append(Refusal(row.number, "has no id or no label"))
            continue
        if row["parent"] == row["id"]:
            refusals.append(Refusal(row.number, "names itself as its parent"))
            continue
        yield (
            row.number,
            ThemeRecord(
                id=row["id"],
                title=row["label"],
                definition=row["definition"],
                cues=_parts(row["cues"]),
                source=row["source"],
                within=row["parent"],
                joint_work=row["joint_work"],
            ),
        )


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in cell.split(";") if part.strip()))


def _relations(cell: str) -> tuple[dict[str, str], str]:
    """Relations by name, and the first part that is none."""
    relations: dict[str, str] = {}
    for part in _parts(cell):
        name, _, target = (piece.strip() for piece in part.partition(":"))
        if name not in {"type", "parent", "successor"} or not target:
            return relations, part
        relations.setdefault(name, target)
    return relations, ""
