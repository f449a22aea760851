// Nothing is lost: a recovery copy three seconds after the last change, a question before leaving
// with unsaved edits, and a save that waits while the person logs in again.

const desk = document.getElementById("desk-help")?.dataset;
const form = document.getElementById("readout_form");
const QUIET = 3000;
let isDirty = false;
let isSent = false;
let isAsking = false;
let waiting;
let keeping;

function say(words, link) {
  const said = document.getElementById("kept");
  said.textContent = words;
  if (!link) return;
  const anchor = Object.assign(document.createElement("a"), { href: desk.login, target: "_blank", rel: "noopener", textContent: link });
  said.append(" ", anchor);
}

// What the form says without its files, which stay where they are.
function typed() {
  const data = new FormData(form);
  for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
  return data;
}

async function ask(address, options) {
  const answer = await fetch(address, options);
  if (answer.redirected || answer.status === 403) throw new Error("logged out");
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
}

async function keep() {
  if (isSent) return;
  try {
    const { kept } = await ask(desk.keep, { method: "POST", body: typed() });
    say(`Recovery copy kept at ${kept}.`);
  } catch (error) {
    if (error.message === "logged out") say("No recovery copy is kept: you are logged out.", "Log in in another tab");
    else say("No recovery copy is kept: the server cannot be reached.");
    changed();
  }
}

function changed() {
  isDirty = true;
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    keeping = keep();
  }, QUIET);
}

// A form that is sent finds the server there and the person logged in, or stays on the screen.
async function send(event) {
  const { submitter } = event;
  if (isSent || event.defaultPrevented || submitter?.formTarget) return;
  event.preventDefault();
  if (isAsking) return;
  isAsking = true;
  try {
    const { token } = await ask(desk.alive);
    await keeping; // A copy on its way must not arrive after the save that makes it needless.
    form.elements.csrfmiddlewaretoken.value = token;
    clearTimeout(waiting);
    isSent = true;
    form.requestSubmit(submitter);
  } catch (error) {
    const isOut = error.message === "logged out";
    say(isOut
      ? "Nothing was sent, and all that you typed is here: you are logged out. Log in, then press the button again."
      : "Nothing was sent, and all that you typed is here: the server cannot be reached. Press the button again.",
    isOut ? "Log in in another tab" : "");
    document.getElementById("kept").scrollIntoView({ block: "center" });
  }
  isAsking = false;
}

if (desk?.keep && form) {
  for (const event of ["input", "change", "formset:added", "formset:removed"]) {
    document.addEventListener(event, ({ target }) => form.contains(target) && !target.closest("#preview") && changed());
  }
  window.django?.jQuery(form).on("select2:select select2:unselect", changed);
  form.addEventListener("submit", send);
  window.addEventListener("beforeunload", (event) => {
    if (isDirty && !isSent) event.preventDefault();
  });
  window.addEventListener("pageshow", () => {
    isSent = false;
  });
}
