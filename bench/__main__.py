"""``python -m bench``: the whole job against the usual script; ``documents``: reading them."""

import sys

from bench.documents import documents
from bench.whole_job import whole_job

if __name__ == "__main__":
    if sys.argv[1:2] == ["documents"]:
        documents(sys.argv[2:])
    elif sys.argv[1:]:
        sys.exit("usage: python -m bench [documents [NUMBER]]")
    else:
        whole_job()
