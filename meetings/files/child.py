"""The child process: `python -m meetings.files.child photo|document FOLDER`.

Reads FOLDER/source, writes its results beside it and answers with one line of JSON: what it
wrote, or {"refused": a sentence for the editor}. It limits itself before it reads a byte, and
knows nothing of Django.
"""

import json
import os
import resource
import sys
from pathlib import Path
from typing import Any

from meetings.files.errors import TOO_COSTLY, UnreadableFile
from meetings.files.limits import CHILD_CPU_SECONDS, CHILD_FILE_BYTES, CHILD_MEMORY


def main(task: str, folder: Path) -> dict[str, Any]:
    """Do `task` on `folder` within the limits; return the answer."""
    limit_myself()
    try:
        return work(task, folder)
    except UnreadableFile as refusal:
        return {"refused": str(refusal)}
    except MemoryError:
        return {"refused": TOO_COSTLY}


def limit_myself() -> None:
    """Bound memory, processor time and files written; step behind the site's own work."""
    os.nice(5)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (CHILD_CPU_SECONDS, CHILD_CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (CHILD_FILE_BYTES, CHILD_FILE_BYTES))
    # macOS knows the name of this limit but refuses to set it.
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (CHILD_MEMORY, CHILD_MEMORY))


def work(task: str, folder: Path) -> dict[str, Any]:
    """Import what the task needs, and no more, then do it."""
    if task == "photo":
        from meetings.files.photo_child import rewrite_photo

        return rewrite_photo(folder)
    from meetings.files.document_child import rewrite_document

    return rewrite_document(folder)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(sys.argv[1], Path(sys.argv[2]))))
