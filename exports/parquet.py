"""The whole graph as Parquet: one file for each label and each kind of relationship."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, BinaryIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from exports.archive import zipped
from exports.dictionary import dictionary
from exports.provenance import Provenance
from exports.whole import OF_REVIEW, Whole, properties
from graph.shape import Property, text
from graph.store import Row

if TYPE_CHECKING:
    import pyarrow as pa

_ENDS = (text("source", "id of the node it leads from"), text("target", "id it leads to"))


def write_parquet(whole: Whole, about: Provenance, out: BinaryIO) -> None:
    """A zip of Parquet files, with the data dictionary; where they come from stands in each
    file's own metadata too, under ``about``. A recommendation carries its review's licence."""
    with zipped(out) as archive:
        archive.writestr("DICTIONARY.md", dictionary(whole, about))
        for node in whole.labels:
            name, of = f"nodes/{node.label}.parquet", properties(node.label)
            if node.label == "Recommendation":
                _table(archive, name, (*of, *OF_REVIEW), whole.recommendations(), about)
            else:
                _table(archive, name, of, whole.nodes(node.label), about)
        for ends in whole.types:
            name = f"relationships/{ends.name}.parquet"
            _table(archive, name, (*_ENDS, *ends.edge.properties), whole.edges(ends), about)


def _table(
    archive: ZipFile,
    name: str,
    of: Sequence[Property],
    pieces: Iterable[list[Row]],
    about: Provenance,
) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    said = {"about": json.dumps(about.as_json(), ensure_ascii=False)}
    schema = pa.schema([_field(one) for one in of], metadata=said)
    info = ZipInfo(name)
    info.compress_type = ZIP_STORED  # its columns are compressed already
    with (
        archive.open(info, "w", force_zip64=True) as member,
        pq.ParquetWriter(member, schema, compression="zstd") as writer,
    ):
        for rows in pieces:
            writer.write_table(pa.Table.from_pylist(rows, schema=schema))


def _field(one: Property) -> pa.Field:
    import pyarrow as pa

    kinds = {
        "text": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
    }
    return pa.field(one.name, kinds[one.kind], metadata={"description": one.about})
