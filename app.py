"""The explorer: page set-up and navigation, nothing else."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from graph.errors import CommonThreadError
from views.access import admitted, sign_in
from views.foot import foot
from views.layout import apology, frame
from views.logs import logged
from views.printing import print_frame
from views.ready import keep_ready
from views.search_box import search_box
from views.touring import tour_strip

st.set_page_config(
    page_title="Common Thread",
    page_icon=str(Path(__file__).parent / "static" / "icon.png"),
    layout="wide",
)

page = st.navigation(
    {
        "Explore": [
            st.Page("views/overview.py", title="Overview", icon=":material/home:", default=True),
            st.Page("views/themes.py", title="Themes", icon=":material/account_tree:"),
            st.Page(
                "views/agencies.py",
                title="Agencies and gaps",
                icon=":material/grid_on:",
            ),
            st.Page("views/repeats.py", title="Repeats", icon=":material/repeat:"),
            st.Page("views/over_time.py", title="Over time", icon=":material/show_chart:"),
            st.Page("views/review.py", title="Review", icon=":material/description:"),
            st.Page("views/told.py", title="Told before?", icon=":material/history:"),
            st.Page("views/search.py", title="Search", icon=":material/search:"),
        ],
        "Evidence": [
            st.Page("views/evidence.py", title="Evidence", icon=":material/menu_book:"),
            st.Page("views/pack.py", title="Evidence pack", icon=":material/school:"),
            st.Page("views/study.py", title="The study of 2011", icon=":material/balance:"),
        ],
        "Your reviews": [
            st.Page("views/add.py", title="Add reviews", icon=":material/upload_file:"),
            st.Page("views/documents.py", title="Documents", icon=":material/folder_open:"),
        ],
        "Research": [
            st.Page("views/judge.py", title="To judge", icon=":material/rate_review:"),
            st.Page("views/graph.py", title="Graph", icon=":material/hub:"),
            st.Page("views/cypher.py", title="Cypher", icon=":material/terminal:"),
            st.Page("views/take_away.py", title="Take away", icon=":material/download:"),
            st.Page(
                "views/quality.py",
                title="How good is the coding?",
                icon=":material/fact_check:",
            ),
        ],
        "Help": [
            st.Page("views/tour.py", title="Two-minute tour", icon=":material/tour:"),
            st.Page("views/words.py", title="Words we use", icon=":material/dictionary:"),
        ],
    },
    position="sidebar" if admitted() else "hidden",
    expanded=True,  # or the last pages hide behind "View more"
)

try:
    if admitted():
        with logged(page.url_path):
            frame()
            search_box(here=page.url_path == "search")
            print_frame()
            tour_strip()
            page.run()
            foot(page.url_path)
            keep_ready()
    else:
        sign_in()
except CommonThreadError as error:
    apology(error)
