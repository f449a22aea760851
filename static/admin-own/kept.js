// A copy in this browser where the server keeps none, offered on return.

import { ask, button, desk, make } from "./rows.js";

const key = `${desk?.person} ${location.pathname}`;
const KEPT_FOR = 14 * 86400000;

function inStore(act) {
  return new Promise((resolve, reject) => {
    const opened = indexedDB.open("desk");
    opened.onupgradeneeded = () => opened.result.createObjectStore("copies");
    opened.onerror = reject;
    opened.onsuccess = () => {
      const asked = act(opened.result.transaction("copies", "readwrite").objectStore("copies"));
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = reject;
    };
  });
}

export const keepHere = (data) => inStore((copies) => copies.put({ at: Date.now(), data: [...data] }, key));
export const forget = () => inStore((copies) => copies.delete(key));

async function offer() {
  const copy = await inStore((copies) => copies.get(key));
  if (!copy || Date.now() - copy.at > KEPT_FOR) return forget();
  // By way of the server's own copy: one way leads back to what was typed.
  const use = (address) => async () => {
    await ask(desk.keep, new URLSearchParams(copy.data));
    await forget();
    location = address;
  };
  const line = make(
    "p", { className: "recovery messagelist warning" },
    `What you typed here on ${new Date(copy.at).toLocaleString("en-GB")} was not saved; this browser has kept it. `,
    button("Use it", use("?recover=1")),
    button("Compare", use("?recover=1&compare=1")),
    button("Discard it", () => forget().then(() => line.remove())),
  );
  return document.getElementById("company").after(line);
}

if (desk?.keep) offer().catch(() => {});
