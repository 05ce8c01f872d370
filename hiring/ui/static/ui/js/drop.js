// Files dropped anywhere on a page with a [data-drop] become those of the file input in it.
const area = () => document.querySelector("[data-drop]");
const input = () => area()?.querySelector("input[type=file]");

for (const name of ["dragover", "drop"]) {
  // A file that is dropped beside the area must not replace the page.
  document.addEventListener(name, (event) => { if (area()) event.preventDefault(); });
}
document.addEventListener("dragover", () => area()?.classList.add("is-dropping"));
document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) area()?.classList.remove("is-dropping"); });
document.addEventListener("drop", (event) => {
  area()?.classList.remove("is-dropping");
  const files = [...(event.dataTransfer?.files ?? [])];
  if (!input() || !files.length) return;
  const taken = new DataTransfer();
  for (const file of input().multiple ? files : files.slice(0, 1)) taken.items.add(file);
  input().files = taken.files;
  input().dispatchEvent(new Event("change", { bubbles: true }));
});
