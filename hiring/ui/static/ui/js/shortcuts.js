// Keyboard shortcuts: an element with data-shortcut="g c" is clicked (or focused) by these keys.
// A key acts only on what can be seen, and while a menu is open only within it; a digit only there.
const WAIT = 1200;
let typed = [];
let timer = null;

// Before any key acts: what a page knows by where one came from stays known when one of its forms
// leads back to it.
const known = document.querySelector("[data-address]")?.dataset.address;
if (known && !location.search) history.replaceState(history.state, "", known + location.hash);

const typing = (element) => element.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true]");
const openMenu = () => document.querySelector("details[data-popup][open]");
// Not offsetParent: what a closed <details> holds has one, and is not to be seen all the same.
const isVisible = (element) => element.checkVisibility({ visibilityProperty: true });
const isReachable = (element) => isVisible(element)
  && (!/^\d$/.test(element.dataset.shortcut) || element.closest("details[data-popup][open]"));
const bound = () => [...(openMenu() ?? document).querySelectorAll("[data-shortcut]")].filter(isReachable);

// The focus goes along, so that Escape closes the menu that a key has opened.
function press(element) {
  element.focus();
  if (!element.matches("input, textarea, select")) element.click();
}

function textOf(element) {
  const copy = element.cloneNode(true);
  copy.querySelectorAll(".count, kbd").forEach((part) => part.remove());
  return copy.textContent.trim();
}

function nameOf(element) {
  const text = element.dataset.shortcutLabel || element.getAttribute("aria-label") || textOf(element)
    || element.querySelector("[aria-label]")?.getAttribute("aria-label")
    || element.labels?.[0]?.textContent || element.title || "";
  return text.trim().replace(/\s+/g, " ");
}

function closeMenu(menu) {
  typed = [];
  menu.open = false;
  menu.querySelector("summary").focus();
}

function listShortcuts() {
  const dialog = document.getElementById("shortcuts");
  const list = dialog.querySelector("[data-shortcut-list]");
  list.querySelectorAll("[data-listed]").forEach((row) => row.remove());
  for (const element of bound()) {
    const row = list.appendChild(document.createElement("div"));
    row.dataset.listed = "";
    row.appendChild(document.createElement("dt")).textContent = nameOf(element);
    const keys = row.appendChild(document.createElement("dd"));
    for (const key of element.dataset.shortcut.split(" ")) keys.appendChild(document.createElement("kbd")).textContent = key;
  }
  dialog.showModal();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (event.defaultPrevented || event.isComposing) return;
  if (typing(event.target) || document.querySelector("dialog[open]")) return;
  if (event.key === "?") {
    event.preventDefault();
    listShortcuts();
    return;
  }
  if (event.key.length !== 1) return;
  clearTimeout(timer);
  timer = setTimeout(() => { typed = []; }, WAIT);
  typed = [...typed, event.key].slice(-2);
  const wanted = [typed.join(" "), event.key];
  const hit = wanted.map((keys) => bound().find((e) => e.dataset.shortcut === keys)).find(Boolean);
  const menu = openMenu();
  // Words typed at the wrong moment: the first letter that means nothing to a menu closes it.
  if (!hit && menu && event.key !== " ") closeMenu(menu);
  if (!hit) return;
  typed = [];
  event.preventDefault();
  press(hit);
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-shortcuts-open]")) listShortcuts();
});
