"""Counting what a person does: every click, paste, key and typed character, and every page."""

from dataclasses import dataclass

from playwright.sync_api import Page

# The browser's own events are counted wherever they come from; what scripts dispatch is not.
SCRIPT = """
(() => {
  const add = (kind, count = 1) => {
    const tally = JSON.parse(sessionStorage.tally ?? "{}");
    tally[kind] = (tally[kind] ?? 0) + count;
    sessionStorage.tally = JSON.stringify(tally);
  };
  const on = (type, act) => addEventListener(type, (event) => event.isTrusted && act(event), true);
  on("pointerdown", () => add("clicks"));
  on("drop", () => add("clicks"));
  on("paste", () => add("pastes"));
  on("input", ({ inputType, data }) => {
    const isTyped = inputType?.startsWith("insert") && !/Paste|Drop/.test(inputType);
    if (isTyped) add("characters", data?.length ?? 1);
  });
  on("keydown", ({ key, altKey, ctrlKey, metaKey }) => {
    const withOthers = altKey || ctrlKey || metaKey;
    if (["Control", "Shift", "Alt", "Meta"].includes(key) || (ctrlKey && key === "v")) return;
    if (key.length > 1 || withOthers) add("keys");
  });
})();
"""


@dataclass(frozen=True)
class Tally:
    """What was done since the counting began."""

    clicks: int = 0
    pastes: int = 0
    keys: int = 0
    characters: int = 0
    loads: int = 0

    def beyond(self, **most):
        """Give what was done more often than it may be, in words."""
        done = {name: getattr(self, name) for name in most}
        return [
            f"{done[name]} {name}, at most {most[name]}" for name in most if done[name] > most[name]
        ]


class Counter:
    """Counts on a page from now on."""

    def __init__(self, page: Page):
        self.page, self.loads = page, 0
        page.add_init_script(SCRIPT)
        page.reload()
        page.evaluate("sessionStorage.removeItem('tally')")
        page.on("domcontentloaded", self._loaded)

    def _loaded(self, page):
        self.loads += 1

    def tally(self):
        kept = self.page.evaluate("JSON.parse(sessionStorage.tally ?? '{}')")
        return Tally(**kept, loads=self.loads)


def copy(page, text):
    """Have a text on the clipboard, as one copied from a mail."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("text => navigator.clipboard.writeText(text)", text)


def drop(page, place, paths):
    """Drop files on a place, as from the desktop: the browser's own events, in one movement."""
    place.scroll_into_view_if_needed()
    box = place.bounding_box()
    at = {"x": box["x"] + box["width"] / 2, "y": box["y"] + min(box["height"], 60) / 2}
    data = {"items": [], "files": [str(path) for path in paths], "dragOperationsMask": 1}
    session = page.context.new_cdp_session(page)
    for kind in ("dragEnter", "dragOver", "drop"):
        session.send("Input.dispatchDragEvent", {"type": kind, "data": data, **at})
    session.detach()
