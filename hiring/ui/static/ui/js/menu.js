// The menu button of narrow screens, and popups made of <details>.
const button = document.querySelector("[data-menu]");

function toggleMenu(open) {
  button.setAttribute("aria-expanded", String(open));
  document.body.classList.toggle("menu-open", open);
}

if (button) {
  button.addEventListener("click", () => toggleMenu(button.getAttribute("aria-expanded") !== "true"));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || button.getAttribute("aria-expanded") !== "true") return;
    toggleMenu(false);
    button.focus();
  });
}

function closePopups(except) {
  for (const popup of document.querySelectorAll("details[data-popup][open]")) {
    if (popup !== except) popup.open = false;
  }
}

document.addEventListener("click", (event) => closePopups(event.target.closest("details[data-popup]")));
document.addEventListener("focusin", (event) => closePopups(event.target.closest("details[data-popup]")));
document.addEventListener("keydown", (event) => {
  const popup = event.target.closest?.("details[data-popup][open]");
  if (event.key !== "Escape" || !popup) return;
  popup.open = false;
  popup.querySelector("summary").focus();
});

if (history.length < 2) document.querySelectorAll("[data-back]").forEach((element) => element.remove());
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-back]")) history.back();
});
