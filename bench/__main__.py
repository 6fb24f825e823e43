"""``python -m bench``: the whole job against the usual script."""

from bench.whole_job import whole_job

if __name__ == "__main__":
    whole_job()
