// Three sizes of text, remembered in this browser alone. Without this module nothing is drawn.
const KEY = "text-size";
const root = document.documentElement;
const group = document.querySelector(".text-size");

function buttonFor(words, place) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "A";
  button.dataset.size = String(place + 1);
  button.setAttribute("aria-label", words);
  return button;
}

function remembered() {
  try {
    return localStorage.getItem(KEY) ?? "1";
  } catch {
    return "1";
  }
}

function show(size) {
  root.dataset.textSize = size;
  for (const button of group.querySelectorAll("button")) {
    button.setAttribute("aria-pressed", String(button.dataset.size === size));
  }
}

function choose(size) {
  show(size);
  try {
    localStorage.setItem(KEY, size);
  } catch {
    // A browser that keeps nothing still shows the size until the next page.
  }
}

if (group) {
  const [name, ...sizes] = group.dataset.words.split("|");
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", name);
  group.append(...sizes.map(buttonFor));
  group.hidden = false;
  show(remembered());
  group.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) choose(button.dataset.size);
  });
}
