"""Everything that makes a file to take away: tables, pictures, graphs and data packages.

Each says where it comes from (``exports/provenance.py``), and whether what it tells is invented.
"""
