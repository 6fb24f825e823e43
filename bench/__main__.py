"""``python -m bench``: the whole job against the usual script; ``documents``: reading them;
``encoding``: the encoder's fast path against torch; ``linking``: 20,000 recommendations;
``questions``: asking a graph of 100,000."""

import sys

from bench.documents import documents
from bench.encoding import encoding
from bench.linking import linking
from bench.questions import questions
from bench.whole_job import whole_job

NUMBERED = {"documents": documents, "linking": linking, "questions": questions}

if __name__ == "__main__":
    name, *rest = sys.argv[1:] or [""]
    if name in NUMBERED:
        NUMBERED[name](rest)
    elif [name, *rest] == ["encoding"]:
        encoding()
    elif name:
        sys.exit("usage: python -m bench [encoding | {documents | linking | questions} [NUMBER]]")
    else:
        whole_job()
