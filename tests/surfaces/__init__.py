"""Every address of the site: of what kind it is, who may see it, and what it asks.

`python -m tests.surfaces` prints the table.
"""
