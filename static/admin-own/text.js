// A text pasted over all of its box, or a dropped file, is read at once.

import { tell } from "./rows.js";

const box = document.getElementById("id_whole_text");
const { text_file: file, text_markup: markup, _read: button } = box?.form.elements ?? {};
const read = () => button.click();

// Lists are numbered in the markup alone.
function onPaste({ clipboardData: data }) {
  const { selectionStart, selectionEnd, value } = box;
  if (selectionEnd - selectionStart < value.length || !data.getData("text")) return;
  const html = data.getData("text/html");
  box.addEventListener("input", () => {
    if (/<li/i.test(html)) markup.value = html;
    read();
  }, { once: true });
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
  // A filled form is kept like a typed one, and open clocks are proposed.
  document.querySelectorAll("#found, #found ~ * .row:not(.empty-form) [name$=-place]").forEach((part) => tell(part, "input"));
}
