// Ctrl-K (or the sidebar's Search) opens the palette; arrows go through what was found. "g" and a
// letter lead to the pages of the sidebar.
const palette = document.getElementById("palette");
const field = document.getElementById("palette-q");

function openPalette() {
  if (!palette || palette.open) return;
  palette.showModal();
  field.select();
  window.htmx.trigger(field, "palette-opened");
}

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") {
    event.preventDefault();
    openPalette();
  }
});
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-open-palette]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  openPalette();
});
palette?.addEventListener("keydown", (event) => {
  const links = [...palette.querySelectorAll("a")];
  const here = links.indexOf(document.activeElement);
  if (event.key === "Enter" && event.target === field) {
    event.preventDefault();
    links[0]?.click();
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    const next = here + (event.key === "ArrowDown" ? 1 : -1);
    (links[next] ?? field).focus();
  }
});
