// What the desk's scripts share: the rows of the form, and questions to the server.

export const ROW = ".row:not(.empty-form)";
export const desk = document.getElementById("desk-help")?.dataset;
export const keysAreOff = document.querySelector("#desk-keys[data-off]");

export const groupOf = (row) => row.closest(".inline-group");
export const rowsOf = (group) => [...group.querySelectorAll(ROW)];
export const standing = (group) => rowsOf(group).filter((row) => !row.matches(".removed"));
export const field = (row, name) => row.querySelector(`[name$="-${name}"]`);
export const valueOf = (row, name) => field(row, name)?.value.trim() ?? "";
export const depthOf = (row) => Number(valueOf(row, "depth"));
export const tell = (part, type = "change") => part.dispatchEvent(new Event(type, { bubbles: true }));

export const on = (events, act) => events.split(" ").forEach((event) => document.addEventListener(event, act));

export function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

export const button = (textContent, onclick, className = "", title = textContent) =>
  make("button", { type: "button", className: `tool ${className}`, textContent, ariaLabel: title, title, onclick });

export function addRow(group) {
  group.querySelector(".add-row a").click();
  return rowsOf(group).at(-1);
}

// What the server answers. Throws "logged out", or that it is not there.
export async function ask(address, body) {
  const headers = { "X-CSRFToken": document.querySelector("[name=csrfmiddlewaretoken]").value };
  const answer = await fetch(address, { method: body ? "POST" : "GET", body, headers });
  if (answer.redirected || answer.status === 403) throw new Error("logged out");
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
}
