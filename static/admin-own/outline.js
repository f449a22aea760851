// Rows are moved by handle, buttons or keys, an item with its points; inserted, doubled, removed.

import { addRow, button, depthOf, field, groupOf, keysAreOff, make, ROW, on, rowsOf, standing, tell, valueOf } from "./rows.js";
import { offerLabels } from "./labels.js";

const FIELDS = ".fieldBox :is(input:not([type=hidden]), select, textarea, [role=combobox])";
const wordsOf = (row, ...names) => names.map((name) => valueOf(row, name)).filter(Boolean);

// What a row and its fields are called: "Text of item 2 (1)" by the labels above it.
function nameRows(group) {
  const above = [];
  let number = 0;
  for (const row of rowsOf(group)) {
    number += !row.matches(".removed");
    above.length = depthOf(row);
    const label = valueOf(row, "label");
    above.push(label);
    const called = label ? `item ${above.filter(Boolean).join(" ")}` : `${group.dataset.kind} ${number}`;
    row.dataset.called = called;
    const [line] = wordsOf(row, "heading", "text", "name", "caption", "title");
    if (line) row.querySelector(".inline_label").textContent = `${label} ${line}`.slice(0, 150);
    row.querySelector(".excerpt")?.replaceChildren(wordsOf(row, "text", "honorific", "name", "offices").join(" ").slice(0, 200));
    row.querySelector("h3").ariaLevel = 2 + above.length;
    row.querySelectorAll(FIELDS).forEach((part) => {
      const words = part.closest(".fieldBox").querySelector("label").textContent.replace(":", "");
      part.dataset.said ??= part.closest(".day-and-clock") ? `${words}, ${part.ariaLabel}` : words;
      part.ariaLabel = `${part.dataset.said} of ${called}`;
    });
  }
}

// The server reads the order from these numbers.
function settle(row, words) {
  const group = groupOf(row);
  rowsOf(group).forEach((one, index) => {
    field(one, "order").value = index + 1;
  });
  nameRows(group);
  const rows = standing(group);
  group.querySelector(".said").textContent = `${row.dataset.called} is ${words ?? `${rows.indexOf(row) + 1} of ${rows.length}`}. `;
  offerLabels(group);
  tell(group);
}

function familyOf(row) {
  const rows = rowsOf(groupOf(row));
  const after = rows.slice(rows.indexOf(row) + 1);
  const end = after.findIndex((one) => depthOf(one) <= depthOf(row));
  return [row, ...after.slice(0, end < 0 ? undefined : end)];
}

// Beside another row, whose own points stay with it.
function put(family, other, isAfter) {
  while (depthOf(other) > depthOf(family[0])) other = other.previousElementSibling;
  if (isAfter) familyOf(other).at(-1).after(...family);
  else other.before(...family);
}

function move(row, step) {
  const family = familyOf(row);
  const rows = rowsOf(groupOf(row));
  const other = rows[rows.indexOf(step < 0 ? row : family.at(-1)) + step];
  if (!other) return;
  const focused = document.activeElement;
  if (step > 0 && depthOf(other) < depthOf(row)) other.after(...family);
  else put(family, other, step > 0);
  settle(row);
  focused.focus();
  row.scrollIntoView({ block: "nearest" });
}

function indent(row, step) {
  const boxes = familyOf(row).map((one) => field(one, "depth"));
  if (boxes.some((box) => !box?.options[box.selectedIndex + step])) return;
  boxes.forEach((box) => {
    box.selectedIndex += step;
  });
  settle(row, `at depth ${depthOf(row)}`);
}

// Below a row, as its first point where it has points.
function insert(row, values) {
  const next = row.nextElementSibling;
  const depth = Math.max(depthOf(row), next.matches(ROW) && depthOf(next));
  const fresh = addRow(groupOf(row));
  row.after(fresh);
  for (const [name, value] of Object.entries({ depth, ...values })) {
    const box = fresh.querySelector(`[id$="-${name}"]`);
    if (box) box.value = value;
    if (box) tell(box, "input");
  }
  settle(fresh);
  fresh.querySelector(".fieldBox :is(input:not([type=hidden], .row-order), textarea)").focus();
}

function double(row) {
  const values = { topics: `${valueOf(row, "topics")},` };
  for (const name of ["depth", "label", "heading", "text", "kind", "language"]) values[name] = valueOf(row, name);
  insert(row, values);
}

function remove(row, isGone = true) {
  row.classList.toggle("removed", isGone);
  row.querySelector("[type=file]")?.toggleAttribute("disabled", isGone);
  field(row, "DELETE").checked = isGone;
  settle(row, isGone ? "removed when you save" : "back");
  row.querySelector(isGone ? ".undo" : ".tools :last-child").focus();
}

// By mouse, pen or finger. The group has the pointer: a row that moves would lose it.
function drag({ target, pointerId }) {
  const family = familyOf(target.closest(ROW));
  const group = groupOf(target);
  const next = family.at(-1).nextSibling;
  let isHere = true;
  group.setPointerCapture(pointerId);
  group.onpointermove = ({ clientX, clientY }) => {
    const under = document.elementFromPoint(clientX, clientY);
    const over = under?.closest(ROW);
    isHere = group.contains(under);
    if (!isHere || !over || family.includes(over)) return;
    const { top, height } = over.getBoundingClientRect();
    put(family, over, clientY > top + height / 2);
    family[0].scrollIntoView({ block: "nearest" });
  };
  group.onlostpointercapture = () => {
    group.onpointermove = undefined;
    // Let go elsewhere, nothing has moved.
    if (!isHere) next.before(...family);
    settle(family[0]);
  };
}

// What Alt with arrows does is no stop for Tab.
const TOOLS = [
  ["↑", "Move up", "order", move, -1],
  ["↓", "Move down", "order", move, 1],
  ["⇤", "Less deep", "depth", indent, -1],
  ["⇥", "Deeper", "depth", indent, 1],
  ["+", "Insert below", "order", insert],
  ["×2", "Duplicate", "depth", double],
  ["✕", "Remove", "DELETE", remove],
];

function addTools(row) {
  const head = row.querySelector(".row-head");
  const canAdd = groupOf(row).querySelector(".empty-form");
  const can = ([, , name, act]) => field(row, name) && (canAdd || ![insert, double].includes(act));
  const tools = TOOLS.filter(can).map(([sign, words, , act, step]) =>
    Object.assign(button(sign, () => act(row, step), "", words), { tabIndex: step && !keysAreOff ? -1 : 0 }));
  head.prepend(make("span", { className: "handle", textContent: "⠿", title: "Drag", onpointerdown: drag, onmousedown: () => false }));
  head.append(make("span", { className: "tools" }, ...tools), button("Undo", () => remove(row, false), "undo"));
}

const ARROWS = { ArrowUp: [move, -1], ArrowDown: [move, 1], ArrowLeft: [indent, -1], ArrowRight: [indent, 1] };

function onKey(event) {
  const row = event.target.closest(ROW);
  const [act, step] = ARROWS[event.key] ?? [];
  if (!act || !event.altKey || event.ctrlKey || event.metaKey || !row?.querySelector(".tools")) return;
  event.preventDefault();
  act(row, step);
}

function enhance(group) {
  // Empty rows are for those without this script.
  group.querySelectorAll(".has_original ~ .spare").forEach((spare) => {
    spare.remove();
    field(group, "TOTAL_FORMS").value -= 1;
  });
  // A form that comes back has its new rows last.
  const place = (row) => valueOf(row, "order") || 999;
  rowsOf(group).sort((one, other) => place(one) - place(other)).forEach((row) => {
    group.querySelector(".empty-form")?.before(row);
    addTools(row);
    row.classList.toggle("removed", Boolean(field(row, "DELETE")?.checked));
  });
  nameRows(group);
  if (field(group, "text")) {
    group.querySelector("h2").append(button("Open or close all texts", () => {
      const isOpen = group.querySelector(".folds[open]");
      group.querySelectorAll(".folds").forEach((text) => text.toggleAttribute("open", !isOpen));
    }));
  }
  group.addEventListener("change", ({ target }) => {
    if (target === group) return;
    nameRows(group);
    if (group.querySelector(".said button")) offerLabels(group);
  });
}

const groups = [...document.querySelectorAll(".ordered:has(.row-order)")];
if (groups.length) {
  document.documentElement.classList.add("moves-rows");
  groups.forEach(enhance);
  if (!keysAreOff) on("keydown", onKey);
  on("formset:added", ({ target }) => {
    if (!field(target, "order")) return;
    addTools(target);
    setTimeout(nameRows, 0, groupOf(target));
  });
  window.addEventListener("load", () => setTimeout(() => groups.forEach(nameRows)));
}
