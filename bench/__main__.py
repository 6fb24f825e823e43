"""``python -m bench``: the whole job against the usual script; ``documents``: reading them;
``encoding``: the encoder's fast path against torch; ``linking``: 20,000 recommendations;
``questions``: asking a graph of 100,000; ``pages``: first paint in a browser; ``sessions``: twenty
people at once."""

import sys

from bench.documents import documents
from bench.encoding import encoding
from bench.linking import linking
from bench.pages import pages
from bench.questions import questions
from bench.sessions import sessions
from bench.whole_job import whole_job

NUMBERED = {
    "documents": documents,
    "linking": linking,
    "questions": questions,
    "pages": pages,
    "sessions": sessions,
}

if __name__ == "__main__":
    name, *rest = sys.argv[1:] or [""]
    if name in NUMBERED:
        NUMBERED[name](rest)
    elif [name, *rest] == ["encoding"]:
        encoding()
    elif name:
        sys.exit(f"usage: python -m bench [encoding | {{{' | '.join(NUMBERED)}}} [NUMBER]]")
    else:
        whole_job()
