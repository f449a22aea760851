// A text that is pasted over all of its box, or a file that is dropped on it, is read at once.

import { make, tell } from "./rows.js";

const box = document.getElementById("id_whole_text");
const form = box?.form;
const file = document.getElementById("id_text_file");
const read = () => form.elements._read.click();

// Lists number their items in the markup alone.
function onPaste({ clipboardData }) {
  const { selectionStart, selectionEnd, value } = box;
  if (selectionEnd - selectionStart < value.length) return;
  const markup = clipboardData.getData("text/html");
  if (/<li/i.test(markup)) {
    form.append(make("input", { type: "hidden", name: "text_markup", value: markup }));
  }
  setTimeout(read);
}

if (box) {
  box.addEventListener("paste", onPaste);
  box.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    file.files = event.dataTransfer.files;
    read();
  });
  file.addEventListener("change", read);
  box.closest("details")?.addEventListener("toggle", ({ target }) => target.open && box.select());
  // The filled form is kept like a typed one, and what is open of its clocks is proposed.
  document.querySelectorAll("#found, #found ~ * .row:not(.empty-form) [name$=-place]").forEach((part) => tell(part, "input"));
}
