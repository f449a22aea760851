// Topics as tokens: completion, suggestions, deliberate creation; else names between commas.

import { ask, button, desk, keysAreOff, make, ROW, on, tell, valueOf } from "./rows.js";

const NAME = /"([^"]*)"|([^,，、\n"]+)/g;
const MARK = /[,，、\n]/;
const boxes = [];

const namesIn = (text) => [...text.matchAll(NAME)].map(([, quoted, plain]) => (quoted ?? plain).trim()).filter(Boolean);

function enhance(entry) {
  const kept = make("input", { type: "hidden", name: entry.name });
  const list = make("ul", { id: `${entry.id}-list`, className: "token-list", hidden: true, role: "listbox", ariaLabel: "Topics" });
  const tokens = make("span", { className: "tokens" });
  const chips = make("span", { className: "tokens" });
  const names = namesIn(entry.value);
  const has = (name) => names.some((one) => one.toLowerCase() === name.toLowerCase());
  let lit = -1;

  function keep() {
    const before = kept.value;
    const quoted = names.map((name) => (MARK.test(name) ? `"${name}"` : name));
    kept.value = [...quoted, entry.value.trim()].filter(Boolean).join(", ");
    if (before !== kept.value) tell(kept);
  }

  function show() {
    tokens.replaceChildren(...names.map((name) => make("span", { className: "token" }, name, button("×", () => {
      names.splice(names.indexOf(name), 1);
      show();
      entry.focus();
    }, "", `Remove ${name}`))));
    chips.replaceChildren(...box.suggested.filter((name) => !has(name)).map((name) =>
      button(`+ ${name}`, () => box.add(name), "token chip")));
    keep();
  }

  function light(at) {
    lit = at;
    [...list.children].forEach((option, index) => {
      option.ariaSelected = index === at;
    });
    entry.setAttribute("aria-activedescendant", list.children[at]?.id ?? "");
  }

  function open(options = [], at = -1) {
    list.replaceChildren(...options.map(([title, textContent], index) =>
      make("li", { id: `${list.id}-${index}`, role: "option", title, textContent })));
    list.hidden = !options.length;
    entry.ariaExpanded = !list.hidden;
    light(at);
  }

  function choose(name) {
    entry.value = "";
    box.add(name);
    open();
  }

  async function typed() {
    const parts = namesIn(entry.value);
    if (MARK.test(entry.value)) {
      entry.value = MARK.test(entry.value.trimEnd().at(-1)) ? "" : parts.pop() ?? "";
      box.add(...parts);
    }
    keep();
    const asked = entry.value.trim();
    if (!asked) return open();
    const { options, create } = await ask(`${desk.vocabulary}?${new URLSearchParams({ typed: asked })}`);
    if (asked !== entry.value.trim()) return undefined;
    const found = options.filter(([name]) => !has(name));
    return open([...found, ...(create ? [create] : [])], found.length ? 0 : -1);
  }

  function onKey(event) {
    const { length } = list.children;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Enter" && !event.ctrlKey) {
      event.preventDefault();
      if (lit >= 0) choose(list.children[lit].title);
    } else if (step && length && !event.altKey) {
      event.preventDefault();
      light((lit + step + length) % length);
    } else if (event.key === "Escape") {
      open();
    } else if (event.key === "Backspace" && !entry.value && names.pop()) {
      show();
    }
  }

  const box = {
    suggested: [],
    row: entry.closest(ROW),
    add(...more) {
      names.push(...more.filter((name) => !has(name)));
      show();
    },
  };
  entry.removeAttribute("name");
  entry.setAttribute("aria-controls", list.id);
  Object.assign(entry, { value: "", role: "combobox", ariaExpanded: "false", ariaAutoComplete: "list" });
  entry.before(kept, tokens, make("span", { className: "token-box" }, list), chips);
  list.before(entry);
  entry.addEventListener("input", () => typed().catch(() => open()));
  entry.addEventListener("keydown", onKey);
  entry.addEventListener("blur", () => open());
  list.addEventListener("mousedown", (event) => {
    event.preventDefault();
    choose(event.target.title);
  });
  boxes.push(box);
  show();
}

const enhanceAll = (root) => root.querySelectorAll(":is(.row:not(.empty-form), .topic-box) input.topics:not([role], :disabled)").forEach(enhance);
const inRows = () => boxes.filter(({ row }) => row);

async function suggest() {
  const data = new URLSearchParams({ relation: document.getElementById("id_relation")?.value ?? "" });
  const rows = inRows();
  for (const { row } of rows) for (const part of ["heading", "text"]) data.append(part, valueOf(row, part));
  const found = (await ask(desk.suggested, data)).rows;
  rows.forEach((box, index) => {
    box.suggested = found[index];
    box.add();
  });
}

let waiting;

function onKey(event) {
  if (!event.altKey || event.code !== "KeyT" || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  inRows().filter(({ row }) => event.shiftKey || row.contains(event.target)).forEach((box) => box.add(...box.suggested));
}

if (desk) {
  enhanceAll(document);
  if (!keysAreOff) on("keydown", onKey);
  on("formset:added", ({ target }) => enhanceAll(target));
  on("input", ({ target }) => {
    if (!target.closest(".outline")) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => suggest().catch(() => {}), 700);
  });
  if (inRows().length) suggest().catch(() => {});
}
