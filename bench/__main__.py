"""``python -m bench``: the whole job against the usual script; ``documents``: reading them;
``encoding``: the encoder's fast path against torch; ``linking``: 20,000 recommendations."""

import sys

from bench.documents import documents
from bench.encoding import encoding
from bench.linking import linking
from bench.whole_job import whole_job

if __name__ == "__main__":
    if sys.argv[1:2] == ["documents"]:
        documents(sys.argv[2:])
    elif sys.argv[1:] == ["encoding"]:
        encoding()
    elif sys.argv[1:2] == ["linking"]:
        linking(sys.argv[2:])
    elif sys.argv[1:]:
        sys.exit("usage: python -m bench [documents [NUMBER] | encoding | linking [NUMBER]]")
    else:
        whole_job()
