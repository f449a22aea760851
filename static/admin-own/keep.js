// Nothing is lost: a recovery copy soon after each change, and no save without an answer.

import { forget, keepHere } from "./kept.js";
import { ask, desk, make, on } from "./rows.js";

const form = document.getElementById("readout_form");
const line = document.getElementById("kept");
const QUIET = 3000;
let isDirty;
let isSent;
let isAsking;
let waiting;
let keeping;

function say(words, { message }) {
  const isOut = message === "logged out";
  const link = make("a", { href: desk.login, target: "_blank", rel: "noopener" }, "Log in in another tab");
  const why = isOut ? "you are logged out" : "the server cannot be reached";
  line.replaceChildren(`${words}: ${why}. `, isOut ? link : "");
}

function typed() {
  return new URLSearchParams([...new FormData(form)].filter(([name, value]) => name !== "csrfmiddlewaretoken" && !(value instanceof File)));
}

async function reach() {
  form.elements.csrfmiddlewaretoken.value = (await ask(desk.alive)).token;
}

async function keep() {
  if (isSent) return;
  waiting = clearTimeout(waiting);
  try {
    await reach();
    const { kept } = await ask(desk.keep, typed());
    line.textContent = `Recovery copy kept at ${kept}.`;
    await forget(typed()).catch(() => {});
  } catch (error) {
    const isHere = await keepHere(typed()).then(() => true, () => false);
    say(isHere ? "A copy is kept in this browser alone" : "No recovery copy is kept", error);
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

// A form is sent when the server answers, or it stays here.
async function send(event) {
  const { submitter } = event;
  if (isSent || event.defaultPrevented || submitter?.formTarget) return;
  event.preventDefault();
  if (isAsking) return;
  isAsking = true;
  try {
    await reach();
    // A copy is there should the save fail; none comes after the save that makes it needless.
    await keeping;
    if (waiting) await keep();
    clearTimeout(waiting);
    isSent = true;
    form.requestSubmit(submitter);
  } catch (error) {
    say("Nothing was sent, and all that you typed is here. Press the button again once this is mended", error);
    line.scrollIntoView({ block: "center" });
  }
  isAsking = false;
}

if (desk?.keep && form) {
  on("input change formset:added", ({ target }) => form.contains(target) && !target.closest("#preview") && changed());
  window.django?.jQuery(form).on("select2:select select2:unselect", changed);
  form.addEventListener("submit", send);
  window.addEventListener("beforeunload", (event) => isDirty && !isSent && event.preventDefault());
  window.addEventListener("pageshow", () => {
    isSent = false;
  });
}
