"""The site's one stylesheet, joined from its parts where static files are looked for.

A page asks for one file; those who work on it have one for each thing. Nothing is built: the
development server and `collectstatic` both come here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import CheckMessage
from django.core.files.storage import FileSystemStorage

JOINED = "css/site.css"
# In this order; the layers that the first names decide which rule wins.
PARTS = ("tokens", "base", "layout", "components", "lists", "search", "print")
FOR_PAPER = "print"


class JoinedStyles(BaseFinder):
    """Finds `css/site.css`, which is kept beside what else the site makes for itself."""

    storage = FileSystemStorage(location=settings.VAR_DIR / "made")

    def check(self, **kwargs: Any) -> list[CheckMessage]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """Give where the joined file is, in a list when all are asked for; or nothing."""
        if path != JOINED:
            return []
        made = str(self._made())
        return [made] if find_all else made

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Any]]:
        self._made()
        yield JOINED, self.storage

    def _made(self) -> Path:
        """The joined file, written anew when a part has changed."""
        path, content = Path(self.storage.path(JOINED)), joined()
        if not path.exists() or path.read_text(encoding="utf-8") != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            # Several processes may come at once; none is to see half a file.
            with NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as fresh:
                fresh.write(content)
            Path(fresh.name).chmod(0o644)
            Path(fresh.name).replace(path)
        return path


def joined() -> str:
    """The text of all parts, one after the other."""
    return "\n".join(_part(name) for name in PARTS)


def _part(name: str) -> str:
    text = (settings.BASE_DIR / "static" / "css" / f"{name}.css").read_text(encoding="utf-8")
    return f"@media print {{\n{text}}}\n" if name == FOR_PAPER else text
