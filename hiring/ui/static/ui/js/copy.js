// A button with data-copy puts its text on the clipboard and says so. Where the browser doesn't let
// it, the field beside it is selected, to be copied by hand.
const said = document.getElementById("toasts").dataset;

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  let title = said.copied;
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
  } catch {
    title = said.copyByHand;
    button.parentElement.querySelector("[data-select]")?.select();
  }
  document.dispatchEvent(new CustomEvent("toast", { detail: { title } }));
});
document.addEventListener("focusin", (event) => {
  if (event.target.matches("[data-select]")) event.target.select();
});
