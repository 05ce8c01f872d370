// Counts the selected rows; x selects the row in focus. The bar stands while anything is selected.
const boxes = () => [...document.querySelectorAll("input[name=ids]")];

function show() {
  const bar = document.querySelector("[data-selection]");
  if (!bar) return;
  const all = bar.querySelector("[data-select-all]").checked;
  const count = boxes().filter((box) => box.checked).length;
  for (const place of bar.querySelectorAll("[data-selected-count]")) place.textContent = all ? bar.dataset.selection : count;
  bar.classList.toggle("is-empty", !count && !all);
  for (const box of boxes()) box.closest("tr").ariaSelected = box.checked || all;
}

// What a menu asks for must be there before its button sends anything: the selection would be lost.
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-selection] button");
  if (!button) return;
  const menu = button.closest("details");
  for (const field of button.form.querySelectorAll("[data-needed]")) field.required = Boolean(menu?.contains(field));
}, true);
document.addEventListener("change", show);
document.addEventListener("htmx:afterSettle", show);
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  const row = event.target.closest?.("tr");
  const box = row?.querySelector("input[name=ids]");
  if (event.key.toLowerCase() !== "x" || !box || event.target.matches("input")) return;
  box.checked = !box.checked;
  show();
});
show();
