"""Demonstration content: one readout taken from life, and an invented world around it.

The content is data, under `content/`; what is here reads it into the record by the same acts
that people use, so that every rule holds for it.
"""
