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

// On a small screen a popup opens over its own button: the second tap of a double tap is for that.
const DOUBLE_TAP = 600;
let pressedAt = -DOUBLE_TAP;
const isWithin = ({ clientX, clientY }, { left, right, top, bottom }) => {
  return clientX >= left && clientX <= right && clientY >= top && clientY <= bottom;
};
document.addEventListener("click", (event) => {
  const button = event.target.closest("details[data-popup]")?.querySelector("summary");
  if (!event.detail || !button) return;
  const now = performance.now();
  if (button.contains(event.target)) {
    pressedAt = now;
  } else if (now - pressedAt < DOUBLE_TAP && isWithin(event, button.getBoundingClientRect())) {
    event.preventDefault();
    event.stopPropagation();
  }
}, true);

// Each button of a menu, and of a selection, does something else: Enter in a field beside them presses none,
// unless the form of the field has one button only and says so (data-enter).
document.addEventListener("keydown", (event) => {
  const field = event.key === "Enter" && event.target.closest?.("input");
  if (field && !field.form?.hasAttribute("data-enter") && (field.closest("details[data-popup]") || field.form?.hasAttribute("data-selection"))) event.preventDefault();
});

if (history.length < 2) document.querySelectorAll("[data-back]").forEach((element) => element.remove());
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-back]")) history.back();
});
