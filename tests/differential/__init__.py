"""Random queries over the real schema, answered by both engines and, as the third voice, in Python.

``graphs`` makes a graph, ``generate`` a query as a tree (``syntax``), which has a text in Cypher
and a meaning in plain Python (``meaning``, over the patterns of ``matching``); ``compare`` sets
the three answers beside each other, and ``shrink`` makes a difference small enough to read.
By hand, for as many as one likes: ``python -m tests.differential --queries 5000 --seed 1``.
"""
