"""Reading an upload in a child process that may die without harm."""

import json
import logging
import os
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import BoundedSemaphore
from typing import Any, BinaryIO

from meetings.files.errors import TOO_COSTLY, UnreadableFile
from meetings.files.limits import CHILD_WALL_SECONDS, CHILDREN_AT_ONCE, MEGABYTE

logger = logging.getLogger(__name__)

PROJECT = Path(__file__).resolve().parents[2]
# Hostile bytes are read without sight of the database's address or the secret key.
PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "PYTHONPATH", "LANG", "TZ")
CHILD = ("-m", "meetings.files.child")
CHUNK = 64 * 1024

BROKE_OFF = "This file could not be read. Save or export it again and upload the new file."

_seats = BoundedSemaphore(CHILDREN_AT_ONCE)


@contextmanager
def spooled(upload: BinaryIO, *, at_most: int) -> Iterator[Path]:
    """Give a private folder holding the upload as `source`; it is gone afterwards.

    `at_most` is in bytes; raises UnreadableFile when the upload is larger or empty.
    """
    with TemporaryDirectory(prefix="upload-") as name:
        folder = Path(name)
        _copy(upload, folder / "source", at_most)
        yield folder


def _copy(upload: BinaryIO, target: Path, at_most: int) -> None:
    if upload.seekable():
        upload.seek(0)
    size = 0
    with target.open("wb") as copy:
        while chunk := upload.read(CHUNK):
            size += len(chunk)
            if size > at_most:
                raise UnreadableFile(
                    f"This file is larger than {at_most // MEGABYTE} MB, the most we take."
                )
            copy.write(chunk)
    if not size:
        raise UnreadableFile("This file is empty.")


def suffix_of(upload: BinaryIO) -> str | None:
    """Return the ending of the upload's name, as ".jpg"; None when the upload has no name.

    Characters that do not show, and dots and spaces at the end, are no part of an ending.
    """
    name = getattr(upload, "name", None)
    if not isinstance(name, str):
        return None
    folded = unicodedata.normalize("NFKC", name)
    shown = "".join(c for c in folded if unicodedata.category(c) not in ("Cc", "Cf"))
    _, dot, ending = shown.rstrip(" .").rpartition(".")
    return f".{ending.lower()}" if dot else ""


def work_apart(task: str, folder: Path) -> dict[str, Any]:
    """Run `task` ("photo" or "document") of the child on a spooled folder; return its answer.

    Raises UnreadableFile when the child refuses the file, dies over it or takes too long.
    """
    with _seats:
        done = _run(task, folder)
    if done.returncode:
        logger.warning("The %s child ended with %s: %s", task, done.returncode, done.stderr)
        raise UnreadableFile(TOO_COSTLY if done.returncode < 0 else BROKE_OFF)
    answer: dict[str, Any] = json.loads(done.stdout)
    if "refused" in answer:
        raise UnreadableFile(answer["refused"])
    return answer


def _run(task: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *CHILD, task, str(folder)]
    environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    try:
        # No word of the command comes from the upload.
        return subprocess.run(  # noqa: S603
            command,
            cwd=PROJECT,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=CHILD_WALL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        logger.warning("The %s child took longer than %s s.", task, CHILD_WALL_SECONDS)
        raise UnreadableFile(TOO_COSTLY) from error
