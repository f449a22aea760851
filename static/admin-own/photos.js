// Several photos or documents at once, each in the next place that waits; a file twice is noticed.

import { addRow, groupOf, make, standing, tell, valueOf } from "./rows.js";

const fileIn = (row) => row.querySelector("[type=file]");
const digests = new WeakMap();

function take(group, files) {
  for (const file of files) {
    const waiting = standing(group).find((row) => !fileIn(row).files.length && !valueOf(row, "file-token"));
    const input = fileIn(waiting ?? addRow(group));
    const one = new DataTransfer();
    one.items.add(file);
    input.files = one.files;
    tell(input);
  }
}

async function show(input) {
  const [file] = input.files;
  const place = input.parentNode;
  place.querySelectorAll(".new").forEach((part) => part.remove());
  digests.delete(input);
  if (!file) return;
  if (file.type.startsWith("image/")) place.prepend(make("img", { className: "thumb new", alt: "The chosen photo", src: URL.createObjectURL(file) }));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer())).join();
  if (standing(groupOf(place)).some((row) => digests.get(fileIn(row)) === digest)) {
    place.append(make("strong", { className: "new", role: "alert", textContent: "This file stands in this form already." }));
  }
  digests.set(input, digest);
}

document.querySelectorAll(".inline-group:has([type=file])").forEach((group) => {
  const several = make("input", { type: "file", multiple: true, accept: fileIn(group).accept });
  group.querySelector("h2").after(make("label", { className: "drop" }, "Drop several here: ", several));
  group.addEventListener("dragover", (event) => event.dataTransfer.types.includes("Files") && event.preventDefault());
  group.addEventListener("drop", (event) => {
    event.preventDefault();
    take(group, event.dataTransfer.files);
  });
  group.addEventListener("change", ({ target }) => {
    if (target !== several) return target.type === "file" && show(target);
    take(group, several.files);
    several.value = "";
    return true;
  });
});
