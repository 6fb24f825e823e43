"""Verdicts as CSV: out, through a spreadsheet and another judge, in again; and agreement."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl
import pytest

from graph.errors import InputRefusedError
from graph.export import from_cell, to_csv
from graph.store import Store, open_store
from ingest.__main__ import main
from ingest.verdict_files import as_csv, take
from ingest.verdict_table import CELLS, read_verdict_file
from linking.agreement import Agreement, agreements, cohens_kappa
from linking.judging import keep
from linking.verdicts import Subject, Verdict, read_verdicts
from tests.small_graph import build

THEME = Subject("theme", "r1", "info.sharing")
STRENGTH = Subject("code", "r1", "strength")
# Cells that a spreadsheet would run, or that only look like what is put before those.
NOTES = ["=HYPERLINK(0)", "+1", "-1", "@x", "'=1", "''-", "'tis", "two\nlines", 'a "quote", b', "é"]
GIVEN = [
    Verdict(THEME, "reject", "Ann", "2026-01-02", note=NOTES[0]),
    Verdict(THEME, "accept", "Ben", "2026-01-03T10:00:00+00:00"),
    Verdict(Subject("evidence", "r1", "f1"), "unsure", "Ann", "2026-01-02"),
    Verdict(Subject("repeat", "r3", "r1"), "accept", "=Cas()", "2026-01-02"),
    Verdict(STRENGTH, "reject", "Ann", "2026-01-02", value="intermediate"),
    Verdict(Subject("finding_theme", "f1", "info.sharing"), "accept", "Ann", "2026-01-02"),
]
HEADER = "kind,subject,object,verdict,judged_by,judged_on,value,note"


def everything(store: Store) -> list[object]:
    return [
        read_verdicts(store),
        store.rows("MATCH (a)-[e:ABOUT]->(b) RETURN a.id, b.id, e.verdict ORDER BY a.id, b.id"),
        store.rows("MATCH (r:Recommendation) RETURN r.id, r.strength ORDER BY r.id"),
    ]


def test_what_goes_out_comes_in_again(store: Store, tmp_path: Path) -> None:
    build(store)
    keep(store, GIVEN)
    before = everything(store)
    path = tmp_path / "verdicts.csv"
    path.write_text(as_csv(store, read_verdicts(store)), encoding="utf-8-sig", newline="")
    again = take(store, read_verdict_file(path))
    assert (again.counts.total.unchanged, again.counts.total.updated) == (len(GIVEN), 0)
    assert everything(store) == before
    with store.writer() as writer:
        writer.delete_nodes("Verdict", [one.id for one in read_verdicts(store)])
    entry = take(store, read_verdict_file(path))
    assert (entry.counts.total.created, entry.reading.refusals) == (len(GIVEN), ())
    assert everything(store) == before


def test_the_file_shows_both_wordings_and_runs_nothing(embedded_store: Store) -> None:
    build(embedded_store)
    keep(embedded_store, GIVEN)
    rows = list(csv.DictReader(io.StringIO(as_csv(embedded_store, read_verdicts(embedded_store)))))
    assert list(rows[0])[: len(CELLS)] == list(CELLS)
    (near,) = [row for row in rows if row["kind"] == "evidence"]
    assert near["subject_wording"] == "Police should share information before discharge."
    assert (near["object_wording"], near["said"]) == ("f1", "0.9000")
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "@"))]


@pytest.mark.parametrize("note", NOTES)
def test_a_cell_comes_back_as_it_was(note: str) -> None:
    (row,) = csv.DictReader(io.StringIO(to_csv([{"note": note}], ["note"])))
    assert from_cell(row["note"]) == note
    assert not row["note"].startswith(("=", "+", "-", "@"))


def test_a_second_judges_file_is_taken_with_a_ledger(
    embedded_store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build(embedded_store)
    keep(embedded_store, GIVEN)
    embedded_store.close()
    path = tmp_path / "ben.csv"
    lines = [
        "theme,r1,info.sharing,reject,Ben,2026-02-01,,",
        "Theme,r2,train,Accept,Ben,2026-02-01,,Seen",
        "code,r1,strength,reject,Ben,2026-02-01,Intermediate,",
        "theme,r3,info.sharing,,,,,",
        "theme,r99,info,accept,Ben,2026-02-01,,",
        "theme,r4,judg,maybe,Ben,2026-02-01,,",
        "theme,r1,info.sharing,accept,Ann,2026-01-01,,",
        "theme,r4,judg,accept,,2026-02-01,,",
    ]
    path.write_text("\n".join([HEADER, *lines]), encoding="utf-8")
    assert main(["verdicts", "import", str(path), "--dry-run"]) == 0
    assert "created 2 (2 Verdict) updated 1" in " ".join(capsys.readouterr().out.split())
    assert main(["verdicts", "import", str(path)]) == 0
    said = " ".join(capsys.readouterr().out.split())
    for words in (
        "8 rows: 3 verdicts",
        "created 2 (2 Verdict) updated 1 (1 Verdict)",
        "row 6: the graph holds no recommendation 'r99'",
        "row 7: the verdict must be one of accept, reject, unsure",
        "row 8: a later verdict of Ann on it is here, of 2026-01-02",
        "row 9: it does not say who judged",
        "rows without a verdict, left out: 1",
        "codes: Ann and Ben both judged 1, with the same word on 1; Cohen's kappa not defined",
    ):
        assert words in said
    with open_store() as store:
        kept = everything(store)
    assert main(["verdicts", "import", str(path)]) == 0
    assert "unchanged 3" in " ".join(capsys.readouterr().out.split())
    with open_store() as store:
        assert everything(store) == kept


def test_out_of_the_command_line_and_in(
    embedded_store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build(embedded_store)
    keep(embedded_store, GIVEN)
    embedded_store.close()
    path = tmp_path / "out.csv"
    assert main(["verdicts", "export", str(path)]) == 0
    out = capsys.readouterr().out
    assert "6 verdicts written" in out
    assert "themes: Ann and Ben both judged 1, with the same word on 0; Cohen's kappa 0.00" in out
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert main(["verdicts", "export", str(tmp_path / "none" / "out.csv")]) == 1
    assert "Give a file in a folder that is there" in capsys.readouterr().err


def test_a_workbook_and_a_spreadsheets_own_dates(embedded_store: Store, tmp_path: Path) -> None:
    build(embedded_store)
    keep(embedded_store, [Verdict(THEME, "accept", "Ann", "2026-01-02T10:11:12+00:00")])
    book = openpyxl.Workbook()
    book.active.append(["What", "Recommendation", "Theme", "Verdict", "Judge", "When"])
    book.active.append(["theme", "r1", "info.sharing", "accept", "Ann", "02/01/2026 10:11"])
    book.active.append(["theme", "r4", "judg", "reject", "Ann", "3 February 2026"])
    book.active.append(["theme", "r2", "train", "reject", "Ann", "soon"])
    book.save(tmp_path / "verdicts.xlsx")
    entry = take(embedded_store, read_verdict_file(tmp_path / "verdicts.xlsx"))
    assert [one.row for one in entry.reading.refusals] == [4]
    assert "'soon' is no date" in entry.reading.refusals[0].reason
    dates = {one.subject.of: one.judged_on for one in read_verdicts(embedded_store)}
    assert dates == {"r1": "2026-01-02T10:11:12+00:00", "r4": "2026-02-03"}


def test_a_file_that_says_not_who_judged_is_refused_whole(tmp_path: Path) -> None:
    path = tmp_path / "no.csv"
    path.write_text("kind,subject,object,verdict\ntheme,r1,info,accept\n", encoding="utf-8")
    with pytest.raises(InputRefusedError, match="no column for 'judged_by'"):
        read_verdict_file(path)


def both(yes: int, yes_no: int, no_yes: int, no: int) -> list[tuple[str, str]]:
    """Pairs of two judges' words, by how often each pair came."""
    return (
        [("yes", "yes")] * yes
        + [("yes", "no")] * yes_no
        + [("no", "yes")] * no_yes
        + [("no", "no")] * no
    )


@pytest.mark.parametrize(
    ("pairs", "kappa"),
    [
        # observed 35/50 = .7; expected .5 x .6 + .5 x .4 = .5; (.7 - .5) / .5
        (both(20, 5, 10, 15), 0.4),
        # observed .6; expected .7 x .6 + .3 x .4 = .54; .06 / .46
        (both(45, 25, 15, 15), 0.06 / 0.46),
        (both(10, 0, 0, 10), 1.0),
        (both(0, 10, 10, 0), -1.0),
        # each says yes half the time, apart from what the other says
        (both(5, 5, 5, 5), 0.0),
        # observed 0, expected 0
        ([("yes", "no")] * 4, 0.0),
        # three words: observed 4/6; expected (2x2 + 2x3 + 2x1)/36 = 1/3; (2/3 - 1/3) / (2/3)
        ([("a", "a"), ("a", "b"), ("b", "b"), ("b", "b"), ("c", "c"), ("c", "a")], 0.5),
        ([("yes", "yes")] * 9, None),
        ([], None),
    ],
)
def test_cohens_kappa_by_hand(pairs: list[tuple[str, str]], kappa: float | None) -> None:
    assert cohens_kappa(pairs) == pytest.approx(kappa)


def test_agreement_is_of_two_judges_on_what_both_judged() -> None:
    other = Subject("theme", "r2", "train")
    given = [
        Verdict(THEME, "accept", "Ann"),
        Verdict(THEME, "accept", "ben"),
        Verdict(other, "reject", "Ann"),
        Verdict(other, "reject", "ben"),
        Verdict(other, "accept", "Cas"),
        Verdict(STRENGTH, "reject", "ben", value="stronger"),
        Verdict(STRENGTH, "reject", "Ann", value="intermediate"),
        Verdict(Subject("repeat", "r3", "r1"), "accept", "Ann"),
    ]
    assert agreements(given) == [
        Agreement("theme", ("Ann", "ben"), 2, 2, 1.0),
        Agreement("theme", ("Ann", "Cas"), 1, 0, 0.0),
        Agreement("theme", ("ben", "Cas"), 1, 0, 0.0),
        Agreement("code", ("Ann", "ben"), 1, 0, 0.0),
    ]
