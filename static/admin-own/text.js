// A text that is pasted over all of its box, or a file that is dropped on it, is read at once.

import { tell } from "./rows.js";

const box = document.getElementById("id_whole_text");
const { text_file: file, text_markup: markup, _read: button } = box?.form.elements ?? {};
const read = () => button.click();

// Lists number their items in the markup alone.
function onPaste({ clipboardData }) {
  const { selectionStart, selectionEnd, value } = box;
  if (selectionEnd - selectionStart < value.length) return;
  const copied = clipboardData.getData("text/html");
  setTimeout(() => {
    if (/<li/i.test(copied)) markup.value = copied;
    read();
  });
}

if (box) {
  box.addEventListener("paste", onPaste);
  box.addEventListener("input", () => {
    markup.value = "";
  });
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
