// Topics as tokens: completion, suggestions, deliberate creation. Without this, the box of names
// between commas does the same work.

const desk = document.getElementById("desk-help")?.dataset;
const NAME = /"([^"]*)"|([^,，、\n"]+)/g;
const boxes = new Set();
let asked;

const make = (tag, properties, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};
const fold = (name) => name.normalize("NFKC").toLowerCase().split(/\s+/).join(" ").trim();
// Alike but for case, accents, hyphens, spaces and plural.
const near = (name) =>
  fold(name).normalize("NFKD").replace(/[^\p{L}\p{N}]/gu, "").replace(/(ies|y|es|s)$/, "");
const namesIn = (text) => [...text.matchAll(NAME)].map((m) => (m[1] ?? m[2]).trim()).filter(Boolean);
const quoted = (name) => (/[,，、]/.test(name) ? `"${name}"` : name);

function vocabulary() {
  asked ??= fetch(desk.vocabulary)
    .then((answer) => (answer.ok && !answer.redirected ? answer.json() : Promise.reject()))
    .then(({ topics, may_add }) => ({
      mayAdd: may_add,
      entries: topics.flatMap(([name, aliases]) => [name, ...aliases].map((word) => ({ name, word }))),
    }))
    .catch(() => {
      asked = undefined;
      return { mayAdd: false, entries: [] };
    });
  return asked;
}

class Box {
  constructor(entry) {
    this.entry = entry;
    this.kept = make("input", { type: "hidden", name: entry.name, value: entry.value });
    entry.removeAttribute("name");
    this.names = namesIn(entry.value);
    this.suggested = [];
    this.list = make("ul", { id: `${entry.id}-list`, className: "token-list", hidden: true });
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "Topics");
    this.tokens = make("span", { className: "tokens" });
    this.chips = make("span", { className: "tokens" });
    const attributes = {
      role: "combobox", "aria-expanded": "false", "aria-controls": this.list.id,
      "aria-autocomplete": "list", autocomplete: "off",
    };
    for (const [name, value] of Object.entries(attributes)) entry.setAttribute(name, value);
    entry.value = "";
    const box = make("span", { className: "token-box" });
    entry.before(this.kept, this.tokens, box);
    box.append(entry, this.list);
    box.after(this.chips);
    entry.addEventListener("input", () => this.typed());
    entry.addEventListener("keydown", (event) => this.key(event));
    entry.addEventListener("blur", () => this.left());
    this.show();
  }

  show() {
    this.tokens.replaceChildren(...this.names.map((name) => {
      const remove = make("button", { type: "button", textContent: "×", className: "token-remove" });
      remove.setAttribute("aria-label", `Remove ${name}`);
      remove.addEventListener("click", () => {
        this.names = this.names.filter((one) => one !== name);
        this.show();
        this.entry.focus();
      });
      return make("span", { className: "token" }, name, remove);
    }));
    const open = this.suggested.filter((name) => !this.has(name));
    this.chips.replaceChildren(...open.map((name) => {
      const chip = make("button", { type: "button", className: "token chip", textContent: `+ ${name}` });
      chip.addEventListener("click", () => this.add(name));
      return chip;
    }));
    this.keep();
  }

  // What the form sends: the tokens, and what is still being typed.
  keep() {
    const before = this.kept.value;
    this.kept.value = [...this.names.map(quoted), this.entry.value.trim()].filter(Boolean).join(", ");
    if (before !== this.kept.value) this.kept.dispatchEvent(new Event("change", { bubbles: true }));
  }

  has(name) {
    return this.names.some((one) => fold(one) === fold(name));
  }

  add(...names) {
    for (const name of names) if (!this.has(name)) this.names.push(name);
    this.show();
  }

  typed() {
    const parts = namesIn(this.entry.value);
    if (/[,，、\n]/.test(this.entry.value)) {
      const more = /[,，、\n]\s*$/.test(this.entry.value) ? "" : parts.pop() ?? "";
      this.entry.value = more;
      this.add(...parts);
    }
    this.keep();
    this.complete();
  }

  async complete() {
    const typed = this.entry.value.trim();
    if (!typed) return this.close();
    const { entries, mayAdd } = await vocabulary();
    if (typed !== this.entry.value.trim()) return undefined;
    const key = fold(typed);
    const rank = ({ word }) => (fold(word).startsWith(key) ? 0 : 1);
    const seen = new Set(this.names);
    const found = entries.filter((one) => fold(one.word).includes(key))
      .sort((one, other) => rank(one) - rank(other))
      .filter((one) => !seen.has(one.name) && seen.add(one.name)).slice(0, 8);
    const options = found.map(({ name, word }) => [name, word === name ? name : `${word} → ${name}`]);
    if (mayAdd && !entries.some((one) => fold(one.word) === key)) {
      const alike = entries.find((one) => near(one.word) === near(typed));
      options.push([typed, `Create “${typed}”${alike ? ` – close to “${alike.name}”` : ""}`]);
    }
    this.open(options, found.length ? 0 : -1);
    return undefined;
  }

  open(options, at) {
    this.list.replaceChildren(...options.map(([name, words], index) => {
      const option = make("li", { id: `${this.list.id}-${index}`, textContent: words });
      option.setAttribute("role", "option");
      option.dataset.name = name;
      option.addEventListener("mousedown", (event) => {
        event.preventDefault();
        this.choose(name);
      });
      return option;
    }));
    this.list.hidden = !options.length;
    this.entry.setAttribute("aria-expanded", String(!this.list.hidden));
    this.light(at);
  }

  light(at) {
    this.at = at;
    [...this.list.children].forEach((option, index) =>
      option.setAttribute("aria-selected", String(index === at)));
    if (at >= 0) this.entry.setAttribute("aria-activedescendant", this.list.children[at].id);
    else this.entry.removeAttribute("aria-activedescendant");
  }

  close() {
    this.open([], -1);
  }

  choose(name) {
    this.entry.value = "";
    this.add(name);
    this.close();
  }

  key(event) {
    const count = this.list.children.length;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Enter" && !event.ctrlKey) {
      event.preventDefault();
      if (this.at >= 0) this.choose(this.list.children[this.at].dataset.name);
    } else if (step && count && !event.altKey) {
      event.preventDefault();
      this.light((this.at + step + count) % count);
    } else if (event.key === "Escape" && count) {
      event.preventDefault();
      this.close();
    } else if (event.key === "Backspace" && !this.entry.value && this.names.length) {
      this.names.pop();
      this.show();
    }
  }

  // What was typed in full is taken; anything else stays in the box for the person to settle.
  async left() {
    this.close();
    const typed = this.entry.value.trim();
    const { entries } = await vocabulary();
    if (!typed || typed !== this.entry.value.trim() || document.activeElement === this.entry) return;
    const known = entries.find((one) => fold(one.word) === fold(typed));
    if (known) this.choose(known.name);
  }
}

const live = () => [...boxes].filter((box) => box.entry.isConnected);

function enhance(root) {
  root.querySelectorAll("input.topics:not([role])").forEach((entry) => {
    if (!entry.disabled && !entry.closest(".empty-form")) boxes.add(new Box(entry));
  });
}

const rowOf = (box) => box.entry.closest(".inline-related");

async function suggest() {
  const rows = live().filter(rowOf);
  const data = new URLSearchParams({ relation: document.getElementById("id_relation")?.value ?? "" });
  for (const box of rows) {
    for (const part of ["heading", "text"]) {
      data.append(part, rowOf(box).querySelector(`[name$="-${part}"]`)?.value ?? "");
    }
  }
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  const answer = await fetch(desk.suggested, { method: "POST", body: data, headers: { "X-CSRFToken": token } });
  if (!answer.ok || answer.redirected) return;
  const found = (await answer.json()).rows;
  rows.forEach((box, index) => {
    if (String(box.suggested) === String(found[index])) return;
    box.suggested = found[index] ?? [];
    box.show();
  });
}

let waiting;

function suggestSoon() {
  clearTimeout(waiting);
  waiting = setTimeout(() => suggest().catch(() => {}), 700);
}

function onKey(event) {
  if (!event.altKey || event.code !== "KeyT" || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const row = event.target.closest(".inline-related");
  live().filter((box) => event.shiftKey || rowOf(box) === row).forEach((box) => box.add(...box.suggested));
}

if (desk) {
  enhance(document);
  document.addEventListener("keydown", onKey);
  document.addEventListener("formset:added", (event) => enhance(event.target));
  document.addEventListener("input", (event) => {
    if (event.target.matches('[name^="passages-"]:is([name$="-heading"], [name$="-text"])')) suggestSoon();
  });
  if (live().some(rowOf)) suggest().catch(() => {});
}
