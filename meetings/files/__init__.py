"""Uploaded pictures and documents: read apart, rewritten clean, kept under unguessable names.

Nothing is ever served as it was sent. This file stays empty of imports: the child process that
reads uploads passes through it and must start without Django.
"""
