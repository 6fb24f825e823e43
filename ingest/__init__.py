"""From files to records to the graph.

Readers (one file a format) turn a file into records and know no database; the loader alone writes.
"""
