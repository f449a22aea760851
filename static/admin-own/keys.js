// The desk's keys, which a person can switch off.

const find = (selector) => document.querySelector(selector);

function press(...selectors) {
  const button = selectors.map(find).find(Boolean);
  button?.click();
  return button;
}

function save() {
  const { id, selectionStart, selectionEnd } = document.activeElement;
  sessionStorage.deskPlace = JSON.stringify([location.pathname, scrollY, id, selectionStart, selectionEnd]);
  return press("[name=_continue]", "[name=_save]");
}

function preview() {
  const panel = find("#preview");
  panel?.toggleAttribute("open");
  panel?.scrollIntoView();
  return panel;
}

function search() {
  const box = find("#searchbar") ?? find("#nav-filter");
  box?.focus();
  return box;
}

const WITH_CTRL = { s: save, Enter: () => press("[data-act]", "[name=_save]"), p: preview };

function onKey(event) {
  const isTyping = event.target.matches("input, textarea, select, [contenteditable]");
  const withCtrl = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  const act = withCtrl ? WITH_CTRL[event.key] : event.key === "/" && !isTyping && search;
  if (act && act()) event.preventDefault();
}

// After a save the page stands where it stood.
function comeBack() {
  const [path, place, id, start, end] = JSON.parse(sessionStorage.deskPlace ?? "[]");
  delete sessionStorage.deskPlace;
  if (path !== location.pathname) return;
  const box = document.getElementById(id);
  box?.focus({ preventScroll: true });
  if (end) box?.setSelectionRange(start, end);
  scrollTo(0, place);
}

if (!find("#desk-keys[data-off]")) {
  document.addEventListener("keydown", onKey);
  window.addEventListener("load", () => requestAnimationFrame(comeBack));
}
