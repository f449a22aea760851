// Two clocks of one moment: type either, the other follows, as the server reckons.

import { ask, button, desk, field, on, tell, valueOf } from "./rows.js";

const CLOCKS = ["held_on", "local_clock", "zone", "home_clock_day", "home_clock_time"];
// What a person typed here is not written over.
const typed = new WeakSet();

async function follow(row) {
  const data = new URLSearchParams({ place: valueOf(row, "place"), relation: document.getElementById("id_relation").value });
  for (const name of CLOCKS) {
    data.append(name, valueOf(row, name));
    if (typed.has(field(row, name))) data.append("typed", name);
  }
  const { values, said, zone, because } = await ask(desk.clocks, data);
  for (const name of Object.keys(values)) {
    const box = field(row, name);
    if ((!typed.has(box) || !box.value) && box !== document.activeElement) box.value = values[name];
  }
  const line = row.querySelector(".clocks-say");
  line.replaceChildren(said);
  if (!zone) return;
  const use = () => tell(Object.assign(field(row, "zone"), { value: zone }));
  line.append(button(`+ ${zone}`, use, "token chip"), ` is proposed by ${because}.`);
}

// What an act with a time will do, by our clock and those of the places.
async function sayWhen(act) {
  const { clocks, zones } = act.closest(".acts").dataset;
  const data = new URLSearchParams({ zones, day: valueOf(act, "day"), time: valueOf(act, "time") });
  act.querySelector(".will-appear").textContent = (await ask(clocks, data)).said;
}

on("input change", ({ target }) => {
  const row = target.closest?.("#sittings-group .row");
  const act = target.closest?.(".act:has(.will-appear)");
  if (!act && ![...CLOCKS, "place"].some((name) => row && field(row, name) === target)) return;
  typed.add(target);
  const part = act ?? row;
  clearTimeout(part.waiting);
  part.waiting = setTimeout(() => (act ? sayWhen(act) : follow(row)).catch(() => {}), 300);
});
