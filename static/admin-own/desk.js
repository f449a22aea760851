// The admin's choices bear the names of the fields they stand for.

function nameChoices(root) {
  root.querySelectorAll("select.admin-autocomplete").forEach((select) => {
    const words = select.ariaLabel ?? select.labels[0]?.textContent.replace(":", "");
    select.nextElementSibling?.querySelectorAll("[role=combobox], [role=textbox], [role=searchbox]").forEach((part) => {
      part.removeAttribute("aria-labelledby");
      part.ariaLabel = words;
    });
  });
}

window.addEventListener("load", () => setTimeout(nameChoices, 0, document));
document.addEventListener("formset:added", ({ target }) => setTimeout(nameChoices, 0, target));
