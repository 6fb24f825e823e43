"""The graph: its schema as data, the store and its two engines, and the query catalogue.

This package alone speaks to an engine. It knows nothing of documents, models or pages.
"""
