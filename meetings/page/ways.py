"""The addresses of pages that a readout's page leads to, each resolved once."""

from functools import lru_cache

from django.urls import reverse


@lru_cache(maxsize=5_000)
def way(name: str, *parts: str) -> str:
    """The address of a page by its name among this site's public pages."""
    return reverse(f"meetings:{name}", args=parts)
