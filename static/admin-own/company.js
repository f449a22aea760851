// Two people on one readout see each other, and learn of a save by the other.

const desk = document.getElementById("desk-help")?.dataset;
const form = document.getElementById("readout_form");
const EVERY = 20000;

async function look() {
  const token = form.elements.csrfmiddlewaretoken.value;
  const answer = await fetch(desk.presence, { method: "POST", headers: { "X-CSRFToken": token } });
  if (!answer.ok || answer.redirected) return;
  const { others, version, changed_by: by } = await answer.json();
  const words = others.length ? [`Also here: ${others.join(", ")}.`] : [];
  if (version > Number(form.elements.base_version.value)) {
    words.push(`${by} has saved a newer version: what you change elsewhere is joined with it.`);
  }
  const said = document.getElementById("company");
  if (said.textContent !== words.join(" ")) said.textContent = words.join(" ");
}

if (desk?.presence && form?.elements.base_version) {
  const again = () => document.hidden || look().catch(() => {});
  again();
  setInterval(again, EVERY);
  document.addEventListener("visibilitychange", again);
}
