// The link at a passage offers to copy itself, or the passage's words with where they are from.
// Without this module it is a plain link that names the edition.
const cite = document.querySelector(".cite");
const [copyLink, copyQuote, done, failed] = cite?.dataset.words.split("|") ?? [];

function wordsOf(passage) {
  const copy = passage.cloneNode(true);
  // Passages under this one have links of their own, and a label is not said.
  const apart = "[data-apparatus], .passage, .points, .num";
  for (const part of copy.querySelectorAll(apart)) part.remove();
  const said = copy.querySelectorAll(":scope > p");
  const lines = said.length ? said : copy.children;
  const words = [...lines].map((line) => line.textContent.replace(/\s+/g, " ").trim());
  return words.filter(Boolean).join("\n");
}

function textFor(kind, anchor) {
  if (kind === "link") return anchor.href;
  // The passage's own address stands for the readout's.
  const source = cite.textContent.trim().replace(/, https?:\S+$/, "");
  return `“${wordsOf(anchor.closest(".passage"))}”\n${source}, ${anchor.href}`;
}

function element(name, attributes, words = "") {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.textContent = words;
  return made;
}

function toolsFor(anchor) {
  const tools = element("span", { class: "passage-tools", "data-apparatus": "", lang: "en" });
  const status = element("span", { role: "status" });
  for (const [kind, words] of [["link", copyLink], ["quote", copyQuote]]) {
    const button = element("button", { type: "button" }, words);
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(textFor(kind, anchor));
        status.textContent = done;
      } catch {
        status.textContent = failed;
      }
    });
    tools.append(button, " ");
  }
  tools.append(status);
  return tools;
}

function toggle(anchor) {
  const next = anchor.nextElementSibling;
  const isOpen = next?.matches(".passage-tools");
  if (isOpen) next.remove();
  else anchor.after(toolsFor(anchor));
  anchor.setAttribute("aria-expanded", String(!isOpen));
}

if (cite) {
  // Who came by a link to a passage came for that passage.
  const sought = document.getElementById(location.hash.slice(1));
  const anchor = sought?.matches(".passage") && sought.querySelector(".anchor");
  if (anchor) toggle(anchor);
  document.addEventListener("click", (event) => {
    const anchor = event.target.closest(".anchor");
    // With a key held down a link does what the browser's user asked of it.
    if (!anchor || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    toggle(anchor);
  });
}
