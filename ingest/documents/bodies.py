"""The reference table of agencies, for readings that ask whether words name one of them."""

from __future__ import annotations

from functools import cache, lru_cache

from ingest.agencies import Registry, read_hazards
from ingest.known import REFERENCE
from ingest.reference import read_agencies


@cache
def registry() -> Registry:
    """The agencies of the reference table, read once in a process."""
    agencies = read_agencies(REFERENCE / "agencies.csv").agencies
    return Registry(agencies, read_hazards(REFERENCE / "agency_alias_hazards.csv"))


@lru_cache(maxsize=4096)
def is_one_name(name: str) -> bool:
    """Whether the whole is one name of the table: "Department of Health and Social Care"."""
    if len(name) > 120 or registry().split_addressees(name) != [name]:
        return False
    found = registry().resolve(name)
    return len(found) == 1 and found[0].rule == "alias"


@lru_cache(maxsize=4096)
def is_known(name: str) -> bool:
    """Whether a name is that of an agency, or has the shape of one, whatever its last word."""
    return len(name) < 120 and any(found.agency_id for found in registry().resolve(name))
