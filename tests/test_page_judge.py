"""To judge, and the small way to judge on other pages, without a browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from graph.codes import CODES
from graph.store import open_store
from linking.judging import keep
from linking.verdicts import Subject, Verdict, read_verdicts
from tests.test_pages import opened, small, words  # noqa: F401 - a fixture
from views.judge_files import _taken
from views.judged_thing import value_in_words
from views.names import CODE_MEANS

pytestmark = pytest.mark.usefixtures("small")
NEAR = Subject("evidence", "r1", "f1")


def judging(who: str = "Ann", **address: str) -> AppTest:
    """The page as a judge has it who said their name."""
    app = opened("judge", **address)
    app.text_input(key="judges-name").input(who).run()
    return app


def press(app: AppTest, start: str) -> AppTest:
    """Press the button whose key starts so."""
    (found,) = [button for button in app.button if str(button.key).startswith(start)]
    return found.click().run()


def progress(app: AppTest) -> str:
    """How far the judge is, in words."""
    (bar,) = app.get("progress")
    return str(bar.proto.text)


def kept() -> list[tuple[str, Subject, str, str]]:
    with open_store() as store:
        return [(one.judge, one.subject, one.word, one.value) for one in read_verdicts(store)]


def say(*verdicts: Verdict) -> None:
    with open_store(write=True) as store:
        assert not keep(store, verdicts).refused


def test_the_name_is_asked_first_and_once() -> None:
    app = opened("judge")
    assert not [button for button in app.button if str(button.key).startswith("accept")]
    app.text_input(key="judges-name").input("  Ann   Reader ").run()
    assert "You judge as Ann Reader." in words(app)
    assert progress(app).startswith("0 of ")
    app.switch_page("views/judge.py").run()
    assert "You judge as Ann Reader." in words(app)


def test_one_at_a_time_with_undo_and_progress() -> None:
    app = judging(kind="evidence")
    assert not app.exception
    shown = words(app)
    assert progress(app) == "0 of 3 judged"
    assert "Does this finding bear on the recommendation?" in shown
    assert "The force should share information before discharge." in shown
    press(app, "reject-")
    assert kept() == [("Ann", Subject("evidence", "r3", "f1"), "reject", "")]
    assert progress(app) == "1 of 3 judged"
    press(app, "pass")
    press(app, "unsure-")
    assert progress(app) == "2 of 3 judged"
    assert "That was all: 2 judged, 1 left open." in words(app)
    press(app, "undo")
    assert len(kept()) == 1
    assert progress(app) == "1 of 3 judged"


def test_a_code_is_put_right_with_a_note() -> None:
    app = judging(kind="code")
    (value,) = [box for box in app.selectbox if str(box.key).startswith("value-")]
    subject = Subject("code", *str(value.key).removeprefix("value-code-").split("-"))
    wanted = next(one for one in value.options if one != "I cannot say")
    value.set_value(wanted.lower().replace(" ", "_"))
    (note,) = [box for box in app.text_input if str(box.key).startswith("note-")]
    note.set_value("By its second sentence")
    press(app, "reject-")
    with open_store() as store:
        (one,) = read_verdicts(store)
        row = store.rows(
            f"MATCH (r:Recommendation {{id: $id}}) RETURN r.{subject.to} AS v", id=subject.of
        )[0]
    assert (one.subject, one.note) == (subject, "By its second sentence")
    assert one.value == row["v"] == wanted.lower().replace(" ", "_")


def test_what_i_judged_is_listed_and_can_be_taken_back() -> None:
    say(Verdict(NEAR, "reject", "Ann", note="Another matter"), Verdict(NEAR, "accept", "Ben"))
    app = judging(show="mine")
    assert "1 verdict of yours" in words(app)
    assert "Another matter" in words(app)
    press(app, "back-")
    assert [who for who, *_ in kept()] == ["Ben"]
    assert "You have judged nothing yet." in words(app)


def test_two_judges_agreement_has_its_number() -> None:
    app = opened("judge", show="files")
    assert "No two people have judged the same thing yet" in words(app)
    say(Verdict(NEAR, "reject", "Ann"), Verdict(NEAR, "accept", "Ben"))
    shown = words(opened("judge", show="files"))
    assert "Evidence links Ann and Ben 1 0 0.00" in shown
    assert "2 verdicts of everybody" in shown


def test_a_file_that_was_dropped_is_accounted_for(home: Path) -> None:
    content = (
        b"kind,subject,object,verdict,judged_by\n"
        b"evidence,r1,f1,reject,Ben\nevidence,r1,f9,reject,Ben\n"
    )
    told = _taken("ben.csv", content)
    assert "row 3: the graph holds no finding 'f9'" in told
    assert [one[0] for one in kept()] == ["Ben"]
    assert list(home.glob("ledgers/*verdicts*.txt"))
    assert "no column for" in _taken("../other.csv", b"a,b\n1,2\n")


def test_what_is_left_out_is_said() -> None:
    say(Verdict(NEAR, "reject", "Ann"))
    shown = words(opened("review", review="v1", recommendation="r1"))
    assert "No finding is near it" in shown
    assert "1 left out as wrong" in shown
    assert "1 left out as wrong" in words(opened("evidence", finding="f1"))


def test_a_link_that_a_person_added_is_said_to_be_that() -> None:
    say(Verdict(Subject("evidence", "r2", "f3"), "accept", "Ann"))
    assert "Linked by a person" in words(opened("review", review="v1", recommendation="r2"))
    assert "Linked by a person" in words(opened("evidence", finding="f3"))


@pytest.mark.parametrize("code", sorted(CODES))
def test_a_judge_is_told_what_each_value_of_a_code_means(code: str) -> None:
    for value in CODES[code]:
        assert len(re.findall(rf"\b{value_in_words(value)}\b", CODE_MEANS[code])) == 1, value


def test_the_button_says_what_counts() -> None:
    say(Verdict(NEAR, "accept", "Ann"), Verdict(Subject("code", "r1", "depth"), "accept", "Ann"))
    shown = words(opened("review", review="v1", recommendation="r1"))
    assert "Right, says Ann" in shown
    assert "Are these right? 1 of" in shown
    assert "Right, says Ann" in words(opened("evidence", finding="f1"))
