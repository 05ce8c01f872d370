// Counts the selected rows; x selects the row in focus. The bar stands while anything is selected.
const boxes = () => [...document.querySelectorAll("input[name=ids]")];

function show() {
  const bar = document.querySelector("[data-selection]");
  if (!bar) return;
  const all = bar.querySelector("[data-select-all]").checked;
  const count = boxes().filter((box) => box.checked).length;
  bar.querySelector("[data-selected-count]").textContent = count;
  bar.classList.toggle("is-empty", !count && !all);
  for (const box of boxes()) box.closest("tr").ariaSelected = box.checked || all;
}

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
