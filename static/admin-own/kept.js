// A copy in this browser where the server keeps none, offered on return.

import { ask, button, desk, make } from "./rows.js";

const mine = `${desk?.person} ${location.pathname} `;
const keyOf = (data) => mine + new URLSearchParams(data).get("form_key");
const KEPT_FOR = 14 * 86400000;

const answer = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = reject;
});

async function inStore(act) {
  const opening = indexedDB.open("desk");
  opening.onupgradeneeded = () => opening.result.createObjectStore("copies");
  return answer(act((await answer(opening)).transaction("copies", "readwrite").objectStore("copies")));
}

export const keepHere = (data) => inStore((copies) => copies.put({ at: Date.now(), data: [...data] }, keyOf(data)));
export const forget = (data) => inStore((copies) => copies.delete(keyOf(data)));

function offer({ at, data }) {
  if (Date.now() - at > KEPT_FOR) return forget(data);
  // By way of the server's own copy: one way leads back to what was typed.
  const use = (address) => async () => {
    await ask(desk.keep, new URLSearchParams(data));
    await forget(data);
    location = address;
  };
  const line = make(
    "p", { className: "recovery messagelist warning" },
    `What you typed here on ${new Date(at).toLocaleString("en-GB")} was not saved; this browser has kept it. `,
    button("Use it", use("?recover=1")),
    button("Compare", use("?recover=1&compare=1")),
    button("Discard it", () => forget(data).then(() => line.remove())),
  );
  return document.getElementById("company").after(line);
}

if (desk?.keep) inStore((copies) => copies.getAll(IDBKeyRange.bound(mine, `${mine}~`))).then((all) => all.forEach(offer), () => {});
