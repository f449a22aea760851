// Rows of a readout are moved by buttons or Alt with arrows; without this script, by their number.

const ROW = ".inline-related:not(.empty-form)";
const ORDERED = ".inline-group:has(.field-order)";

function rowsOf(group) {
  return [...group.querySelectorAll(ROW)];
}

// The server reads the order from these numbers.
function renumber(group) {
  rowsOf(group).forEach((row, index) => {
    const box = row.querySelector("input.row-order");
    if (box) box.value = index + 1;
  });
  group.dispatchEvent(new Event("change", { bubbles: true }));
}

function move(row, step) {
  const group = row.closest(ORDERED);
  const rows = rowsOf(group);
  const other = rows[rows.indexOf(row) + step];
  if (!other) return;
  const focused = document.activeElement;
  if (step < 0) other.before(row);
  else other.after(row);
  renumber(group);
  if (row.contains(focused)) focused.focus();
  row.scrollIntoView({ block: "nearest" });
}

function indent(row, step) {
  const depth = row.querySelector('select[name$="-depth"]');
  if (!depth) return false;
  depth.selectedIndex = Math.max(0, Math.min(depth.options.length - 1, depth.selectedIndex + step));
  depth.dispatchEvent(new Event("change", { bubbles: true }));
  return true;
}

function addButtons(row) {
  const heading = row.querySelector("h3");
  if (!heading || heading.querySelector(".move")) return;
  for (const [step, sign, words] of [[-1, "↑", "Move up"], [1, "↓", "Move down"]]) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "move", textContent: sign, title: words });
    button.setAttribute("aria-label", words);
    button.addEventListener("click", () => move(row, step));
    heading.append(button);
  }
}

// Removing a new row, the admin numbers its fields by where rows stand; stored rows come first.
function reindex(group) {
  const rows = rowsOf(group);
  const stored = rows.filter((row) => row.classList.contains("has_original"));
  const fresh = rows.filter((row) => !row.classList.contains("has_original"));
  const prefix = group.id.replace(/-group$/, "");
  [...stored, ...fresh].forEach((row, index) => {
    for (const part of [row, ...row.querySelectorAll("[name], [id], [for], [aria-describedby], [aria-controls]")]) {
      for (const name of ["name", "id", "for", "aria-describedby", "aria-controls"]) {
        const value = part.getAttribute(name);
        const numbered = new RegExp(`${prefix}-\\d+`, "g");
        if (value) part.setAttribute(name, value.replace(numbered, `${prefix}-${index}`));
      }
    }
  });
}

const ARROWS = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -1, ArrowRight: 1 };

function onKey(event) {
  const row = event.target.closest(ROW);
  if (!event.altKey || event.ctrlKey || event.metaKey || !(event.key in ARROWS) || !row) return;
  if (!row.closest(ORDERED)) return;
  const step = ARROWS[event.key];
  const done = event.key.endsWith("Up") || event.key.endsWith("Down")
    ? (move(row, step), true)
    : indent(row, step);
  if (done) event.preventDefault();
}

// The wall clock of a zone at an instant, as if it were UTC; both in milliseconds.
function wall(instant, zone) {
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit",
    hour: "2-digit", minute: "2-digit", second: "2-digit",
  });
  const part = Object.fromEntries(format.formatToParts(instant).map((p) => [p.type, p.value]));
  return Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second);
}

function inWords(instant, zone, label) {
  const options = { timeZone: zone, hourCycle: "h23", dateStyle: "long", timeStyle: "short" };
  return `${new Intl.DateTimeFormat("en-GB", options).format(instant)} ${label}`;
}

// Says what an act with a time will do, by our clock and those of the places; the server decides.
function sayWhen(act, acts) {
  const said = act.querySelector(".will-appear");
  const day = act.querySelector('[name$="-day"]').value;
  const time = act.querySelector('[name$="-time"]').value;
  const typed = Date.parse(`${day}T${time.padStart(5, "0")}Z`);
  said.textContent = "";
  if (Number.isNaN(typed)) return;
  const { homeZone, homeLabel, zones } = acts.dataset;
  let instant = typed - (wall(typed, homeZone) - typed);
  instant = typed - (wall(instant, homeZone) - instant);
  const elsewhere = zones.split(" ").filter(Boolean).map((zone) =>
    inWords(instant, zone, zone.split("/").pop().replaceAll("_", " ")));
  const home = inWords(instant, homeZone, homeLabel);
  said.textContent = `Will appear on ${[home, ...elsewhere].join("; ")}.`;
}

function followTimes() {
  const acts = document.querySelector(".acts");
  const timed = [...(acts?.querySelectorAll(".act") ?? [])].filter((act) =>
    act.querySelector(".will-appear"));
  timed.forEach((act) => {
    for (const event of ["input", "change", "focusin"]) {
      act.addEventListener(event, () => sayWhen(act, acts));
    }
  });
}

// The admin's autocomplete leaves its box without the name of the field it stands for.
function nameChoices(root) {
  root.querySelectorAll("select.admin-autocomplete").forEach((select) => {
    const words = select.labels[0]?.textContent.replace(/:\s*$/, "");
    const parts = select.nextElementSibling?.querySelectorAll("[role=combobox], [role=textbox], [role=searchbox]");
    if (words) parts?.forEach((part) => part.setAttribute("aria-label", words));
  });
}

// A form that comes back lists stored rows before new ones; their numbers say where they stand.
function sortRows(group) {
  const place = (row) => parseFloat(row.querySelector("input.row-order")?.value) || Infinity;
  const rows = rowsOf(group);
  const sorted = [...rows].sort((one, other) => place(one) - place(other) || 0);
  const after = rows.at(-1)?.nextSibling;
  if (sorted.some((row, index) => row !== rows[index])) {
    sorted.forEach((row) => rows[0].parentNode.insertBefore(row, after));
  }
}

function start() {
  followTimes();
  const groups = [...document.querySelectorAll(ORDERED)];
  if (!groups.some((group) => group.querySelector("input.row-order"))) return;
  document.documentElement.classList.add("moves-rows");
  groups.forEach((group) => {
    sortRows(group);
    rowsOf(group).forEach(addButtons);
  });
  document.addEventListener("keydown", onKey);
  document.addEventListener("formset:added", (event) => {
    if (!event.target.closest(ORDERED)) return;
    event.target.querySelector(".move")?.remove();
    addButtons(event.target);
  });
  document.addEventListener("formset:removed", () => groups.forEach(reindex));
}

document.addEventListener("DOMContentLoaded", start);
window.addEventListener("load", () => setTimeout(nameChoices, 0, document));
document.addEventListener("formset:added", (event) => setTimeout(nameChoices, 0, event.target));
