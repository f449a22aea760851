// Two people on one readout see each other, and learn of a save by the other.

import { ask, desk, on } from "./rows.js";

const version = document.querySelector("[name=base_version]");
const said = document.getElementById("company");

async function look() {
  if (document.hidden) return;
  const { words } = await ask(desk.presence, new URLSearchParams({ version: version.value }));
  if (said.textContent !== words) said.textContent = words;
}

if (desk?.presence && version) {
  const again = () => look().catch(() => {});
  again();
  setInterval(again, 20000);
  on("visibilitychange", again);
}
