"""What stands below every page: what it cannot show, a link to it, and the way to paper."""

from __future__ import annotations

import streamlit as st

from views.links import link_to, step_to
from views.printing import page_address
from views.text import plain

_GENERAL = (
    "It counts what was written and published, and measures neither harm nor blame. Absence here "
    "is not absence in practice."
)
CANNOT = {
    "": "How often things go wrong, or whether anything changed: reviews are written after the "
    "worst, and only some are published.",
    "themes": "What a text is about beyond its own words. Themes are assigned by machine; a text "
    "without one may be about it all the same.",
    "agencies": "How well an agency works. Counts follow how much is published and who is asked; "
    "an agency that is asked often is not a worse one.",
    "repeats": "Whether an earlier ask was met, and every repeat there is: asks in quite other "
    "words are not recognised.",
    "over_time": "A change in practice. The curve follows what was published and is loaded, and "
    "the latest years are incomplete.",
    "review": "The whole report. What was not taken out of the document is not here; follow the "
    "link to the source.",
    "told": "Whether your draft is a good one. It shows what is alike in wording and meaning "
    "among what is loaded.",
    "search": "What stands only in the documents. Titles, wording and passages are looked "
    "through, as they were taken into the graph; what is near in meaning is a machine's guess.",
    "evidence": "Whether research supports a recommendation, and all there is: the base is a "
    "starter set, and nothing near does not mean that nothing is known.",
    "pack": "What your audience needs. A pack is a beginning: read its cases in the reviews, and "
    "its findings with their limits, before you teach from it.",
    "take_away": "What was not read. Files hold what is in the graph, with its codes and links as "
    "machines made them and people judged them.",
    "study": "The study again. It asks its questions of other reviews, coded by rules and not "
    "by its readers.",
    "add": "Whether everything in a file was understood. Compare what was read with the page.",
    "documents": "What is on pages that gave no text, such as scans without recognised words.",
    "judge": "The truth. A verdict is one person's reading; where two differ, both are kept.",
    "graph": "Everything at once. A picture holds what is nearest; the table beside it says how "
    "much is left out.",
    "cypher": "More than is in the graph. A query that finds nothing says nothing about practice.",
    "quality": "How good it is on your documents. The figures are of the texts that were judged.",
}


def foot(path: str) -> None:
    """Draw the foot of the page at ``path`` (its place in the address)."""
    with st.container(key="foot"):
        st.divider()
        st.caption(f"**What this page cannot show.** {plain(CANNOT.get(path, _GENERAL))}")
        with st.container(
            horizontal=True, vertical_alignment="center", gap="medium", key="foot-ways"
        ):
            with_link = st.button(
                "Link to this view", type="tertiary", icon=":material/link:", key="foot-link"
            )
            step_to("Lay it out for paper", "foot-print", print="1")
            link_to("Words we use", "words")
            link_to("Two-minute tour", "tour")
        if with_link:
            st.code(page_address(), language=None, wrap_lines=True)
            st.caption("It opens this view for whoever runs the same graph at that address.")
