// Runs before the first paint, so that the chosen colors do not flash.
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  let chosen = null;
  try { chosen = localStorage.getItem("theme"); } catch { /* storage is off: follow the device */ }
  if (chosen === "light" || chosen === "dark") root.dataset.bsTheme = chosen;
})();
