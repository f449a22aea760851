// Labels stay as printed. Where rows came, went or moved, new numbers are offered, never imposed.

import { ask, button, depthOf, desk, field, make, standing, tell, valueOf } from "./rows.js";

export async function offerLabels(group) {
  if (!field(group, "label")) return;
  const rows = standing(group).filter((row) => ["label", "heading", "text"].some((name) => valueOf(row, name)));
  const data = new URLSearchParams(rows.flatMap((row) => [
    ["label", valueOf(row, "label")], ["depth", depthOf(row)], ["stored", row.matches(".has_original") ? 1 : ""],
  ]));
  const { labels, words } = await ask(desk.labels, data).catch(() => ({}));
  const said = group.querySelector(".said");
  said.querySelector("span")?.remove();
  if (!words) return;
  said.append(make("span", {}, "Labels are out of order. ", button(`Renumber ${words}`, () => {
    rows.forEach((row, index) => {
      field(row, "label").value = labels[index];
    });
    said.textContent = "The labels are renumbered.";
    tell(rows[0]);
  })));
}
