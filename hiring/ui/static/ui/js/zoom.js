// Buttons with data-zoom make the pages of the [data-zoomed] around them larger or smaller.
const STEPS = [100, 125, 150, 200, 300];

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-zoom]");
  const pane = button?.closest("[data-zoomed]");
  if (!pane) return;
  const at = STEPS.indexOf(Number(pane.dataset.zoomed)) + Number(button.dataset.zoom);
  pane.dataset.zoomed = STEPS[Math.min(Math.max(at, 0), STEPS.length - 1)];
});
