"""Benchmarks: each compares with what a user would otherwise do, in one run, and prints a table.

``make bench`` runs the whole job on the coroners' reports; see ``bench/whole_job.py``.
"""
