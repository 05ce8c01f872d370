// The light, dark or device setting, remembered on this device only.
const root = document.documentElement;
const buttons = () => document.querySelectorAll("[data-theme-set]");

function current() {
  return root.dataset.bsTheme || "auto";
}

function show() {
  for (const button of buttons()) {
    button.setAttribute("aria-pressed", String(button.dataset.themeSet === current()));
  }
}

function choose(theme) {
  if (theme === "auto") delete root.dataset.bsTheme;
  else root.dataset.bsTheme = theme;
  try {
    if (theme === "auto") localStorage.removeItem("theme");
    else localStorage.setItem("theme", theme);
  } catch { /* storage is off: the choice lasts for this page */ }
  show();
}

for (const element of document.querySelectorAll("[data-needs-js]")) element.hidden = false;
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-theme-set]");
  if (button) choose(button.dataset.themeSet);
});
show();
