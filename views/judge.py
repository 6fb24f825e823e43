"""To judge: a person's word on what the machine linked and coded."""

from __future__ import annotations

from views.access import may, say_missing
from views.judge_files import agreement, files
from views.judge_mine import my_verdicts
from views.judge_queue import queue
from views.layout import header
from views.links import switch
from views.parts import style
from views.verdicts import another_judge, judges_name

SHOWN = {"queue": "To judge", "mine": "Your verdicts", "files": "Agreement and files"}

header(
    "To judge",
    "The machine links and codes; a person's word stands above it. Here is what is least sure, "
    "and what most rests on. Judge the link, not the review.",
)
style()
show = switch("Show", SHOWN, "show")
if show == "files":
    agreement()
    files()
elif not may("judge"):
    say_missing("judge", "Giving verdicts")
elif name := judges_name():
    if show == "mine":
        my_verdicts(name)
    else:
        queue(name)
    another_judge()
