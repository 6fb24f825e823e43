"""How Common Thread, and a count made with it, are cited."""

from __future__ import annotations

from datetime import date

import yaml

from exports.provenance import Corpus, Provenance
from graph.settings import ROOT, version


def test_the_citation_file_says_what_the_project_says() -> None:
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert cited.keys() >= {"cff-version", "message", "title", "authors"}  # which 1.2.0 asks for
    assert (cited["cff-version"], cited["type"]) == ("1.2.0", "software")
    assert cited["authors"] == [{"name": "Common Thread contributors"}]
    assert (cited["version"], cited["license"]) == (version(), "MIT")
    assert not cited.keys() & {"doi", "identifiers"}  # there is none


def test_a_count_is_cited_with_all_that_it_rests_on() -> None:
    corpus = Corpus(reviews=3, invented=1, recommendations=9, concerns=1)
    cited = Provenance("Which? (queries/which.cypher)", corpus, {"kind": "SAR"}, date(2026, 11, 4))
    assert cited.citation() == (
        f"Common Thread contributors. Common Thread, version {version()}. Which? "
        "(queries/which.cypher). Loaded: 3 reviews, 9 recommendations and 1 concern of coroners. "
        "Filters: kind: SAR. 4 November 2026. PARTLY INVENTED: 1 of the 3 reviews are invented "
        "sample data. No person, place or event in them is real."
    )
