// The desk's keys: Ctrl+S saves and keeps the place, Ctrl+Enter does the main act, Ctrl+P shows
// the preview, "/" goes to the search. A person can switch them off.

const PLACE = "desk-place";
const find = (selector) => document.querySelector(selector);

function press(...selectors) {
  const button = selectors.map(find).find(Boolean);
  button?.click();
  return Boolean(button);
}

function save() {
  const place = { path: location.pathname, y: scrollY, id: document.activeElement?.id };
  sessionStorage.setItem(PLACE, JSON.stringify(place));
  return press("[name=_continue]", "[name=_save]");
}

function preview() {
  const panel = find("#preview");
  if (!panel) return false;
  panel.open = !panel.open;
  if (panel.open) panel.scrollIntoView({ block: "start" });
  return true;
}

function search() {
  const box = find("#searchbar") ?? find("#nav-filter");
  box?.focus();
  return Boolean(box);
}

const WITH_CTRL = { s: save, Enter: () => press("[data-act]", "[name=_save]"), p: preview };

function onKey(event) {
  const isTyping = event.target.matches("input, textarea, select, [contenteditable]");
  const withCtrl = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  const act = withCtrl ? WITH_CTRL[event.key] : event.key === "/" && !isTyping && search;
  if (act && act()) event.preventDefault();
}

// After a save from the keys the page stands where it stood, with the same field in hand.
function comeBack() {
  const place = JSON.parse(sessionStorage.getItem(PLACE) ?? "{}");
  sessionStorage.removeItem(PLACE);
  if (place.path !== location.pathname) return;
  document.getElementById(place.id)?.focus({ preventScroll: true });
  scrollTo(0, place.y);
}

if (!find("#desk-keys")?.dataset.off) {
  document.addEventListener("keydown", onKey);
  window.addEventListener("load", () => requestAnimationFrame(comeBack));
}
