"""Which reader a file of reviews asks for: told from its columns, never from its name."""

from __future__ import annotations

import zipfile
from pathlib import Path

from graph.errors import InputRefusedError
from ingest.dhrd import MARKS, read_dhrd, table_of
from ingest.records import Reading
from ingest.reviews import read_reviews
from ingest.tables import Columns, check_file, read_table


def read_review_file(path: Path) -> Reading:
    """Read reviews: the Domestic Homicide Review Dataset (its folder or one of its files), else
    a table or workbook of reviews and recommendations.

    Raises InputRefusedError for what neither reader takes.
    """
    if path.is_dir():
        if any((path / f"{name}.csv").is_file() for name in ("documents", "incidents")):
            return read_dhrd(path)
        raise InputRefusedError(
            f"{path.name} is a folder without the tables of the Domestic Homicide Review Dataset "
            "(documents.csv, incidents.csv). Give a file, or: python -m ingest documents FOLDER"
        )
    check_file(path)
    if zipfile.is_zipfile(path):
        return read_reviews(path)
    names = dict.fromkeys(name for marks in MARKS.values() for name in sorted(marks))
    headers = set(read_table(path, Columns(dict.fromkeys(names, ()), needed=())).headers)
    return read_dhrd(path) if table_of(headers) else read_reviews(path)
