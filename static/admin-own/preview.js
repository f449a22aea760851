// The preview follows the unsaved form: the server renders it by the public page's own template.

import { on } from "./rows.js";

const panel = document.getElementById("preview");
const form = document.getElementById("readout_form");
const SOON = 1000;
let waiting;
let count = 0;

async function refresh() {
  if (!panel.open) return;
  const data = new FormData(form);
  for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
  const mine = (count += 1);
  const said = panel.querySelector("[role=status]");
  try {
    const answer = await fetch(panel.dataset.address, { method: "POST", body: data });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (mine !== count) return;
    said.textContent = answer.status === 422 ? page.body.textContent.trim() : "";
    if (!answer.ok || answer.redirected) return;
    const frame = panel.querySelector("iframe");
    const place = frame.contentWindow.scrollY;
    frame.addEventListener("load", () => frame.contentWindow.scrollTo(0, place), { once: true });
    page.querySelectorAll("script").forEach((script) => script.remove());
    frame.srcdoc = `<!doctype html>${page.documentElement.outerHTML}`;
  } catch {
    said.textContent = "The server cannot be reached.";
  }
}

function soon() {
  clearTimeout(waiting);
  waiting = setTimeout(refresh, SOON);
}

if (panel && form) {
  panel.addEventListener("toggle", refresh);
  on("input change formset:added formset:removed", ({ target }) => !panel.contains(target) && soon());
}
