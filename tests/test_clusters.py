"""Clusters of repeats: what stands together, what does not, and what a cluster is called."""

from __future__ import annotations

from random import Random

import pytest

from graph.catalogue import question
from graph.store import Row, Store
from linking.cluster_labels import label
from linking.clusters import clusters, groups
from tests.small_graph import build


def links(*pairs: str, score: float = 0.7, verdict: str | None = None) -> list[Row]:
    """Rows of repeat_links: "a=b" is near-identical, "a~b" possible."""
    return [
        {
            "later_id": pair[0],
            "earlier_id": pair[2],
            "tier": "near-identical" if pair[1] == "=" else "possible",
            "score": score,
            "verdict": verdict,
        }
        for pair in pairs
    ]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([], []),
        (links("a~b"), ["ab"]),
        (links("a=b", "b=c"), ["abc"]),
        # One link between two groups does not chain them, though each holds together.
        (links("a~b", "b~c", "a~c", "c~d", "d~e", "e~f", "d~f"), ["abc", "def"]),
        (links("a=b", "b=c", "d=e", "e=f", "c~d"), ["abc", "def"]),
        # Many links between them do.
        (links("a=b", "c=d", "a~c", "a~d", "b~c", "b~d"), ["abcd"]),
        # Nor does a chain of possible ones hold from end to end.
        (links("a~b", "b~c", "c~d", "d~e", "e~f"), None),
        # What a person said is one, stands together.
        (links("a~b", "b~c", "c~d", "d~e", "e~f", verdict="accept"), ["abcdef"]),
    ],
)
def test_groups(given: list[Row], expected: list[str] | None) -> None:
    found = ["".join(group) for group in groups(given)]
    if expected is None:
        assert len(found) > 1 and max(map(len, found)) < 6
    else:
        assert found == expected
    turned = [row | {"later_id": row["earlier_id"], "earlier_id": row["later_id"]} for row in given]
    Random(7).shuffle(turned)
    assert ["".join(group) for group in groups(turned)] == found


def test_a_large_group_of_the_same_wording_stays_one() -> None:
    """Each is linked to its ten nearest only, as linking does."""
    near = [
        {
            "later_id": f"{n:03}",
            "earlier_id": f"{m:03}",
            "tier": "near-identical",
            "score": 1,
            "verdict": "",
        }
        for n in range(90)
        for m in range(min(n, 10))
    ]
    assert [len(group) for group in groups(near)] == [90]


def test_clusters_of_a_graph(store: Store) -> None:
    build(store)
    found = clusters(question("repeat_links").run(store), question("repeated_asks").run(store))
    (one,) = found
    assert one.asks == ("r1", "r3", "r5")
    assert (one.id, one.first_year, one.last_year) == ("r1", 2018, 2020)
    assert one.reviews == ("v1", "v2", "v3")
    assert one.areas == ("Aldermere", "Brackenshire")
    assert one.kinds == ("DHR", "SAR")
    assert one.label == "Share information before discharge"


def test_a_rejected_repeat_parts_them(store: Store) -> None:
    build(store)
    with store.writer() as writer:
        rejected = [{"source": "r5", "target": "r1", "verdict": "reject"}]
        writer.upsert_edges("REPEATS", "Recommendation", "Recommendation", rejected)
    (one,) = clusters(question("repeat_links").run(store), question("repeated_asks").run(store))
    assert one.asks == ("r1", "r3")


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (
            [
                "Fennbury Trust should book a trained interpreter for each visit.",
                "Each team must book a trained interpreter for each visit, and say so.",
            ],
            "Book a trained interpreter for each visit",
        ),
        # A passive has what is to be done before the verb.
        (
            ["Sharps should be kept out of reach.", "Sharps should be kept out of reach of all."],
            "Sharps should be kept out of reach",
        ),
        (
            ["I am concerned that the lamp by the gate was broken. There was rain.", "The lamp."],
            "The lamp by the gate was broken",
        ),
        # A sentence with a name taken out is the last choice.
        (
            ["[name] fell by the gate near the lamp. The lamp by the gate was broken."] * 2,
            "The lamp by the gate was broken",
        ),
        (["Training."], "Training."),
    ],
)
def test_labels_are_their_own_words(texts: list[str], expected: str) -> None:
    assert label(texts) == expected


def test_a_long_ask_is_cut_before_a_word_that_leaves_it_open() -> None:
    long = (
        "The Board should hold a meeting of all agencies every month to which each may bring an "
        "adult whom its own efforts have not reached."
    )
    assert (
        label([long, long])
        == "Hold a meeting of all agencies every month to which each may bring …"
    )
