// Nothing typed is lost: forms with data-draft-key are kept on this device until they are sent.
// A form with data-warn-unsaved asks before its page is left with changes.
const PREFIX = "draft:";
const changed = new WeakSet();

const keyOf = (form) => PREFIX + form.dataset.draftKey;
const kept = (element) => element.name && element.name !== "csrfmiddlewaretoken"
  && !["password", "file", "hidden", "submit", "button"].includes(element.type);

function read(form) {
  return [...form.elements].filter(kept).map((e) => [e.name, e.value, e.checked ?? null]);
}

function save(form) {
  try { localStorage.setItem(keyOf(form), JSON.stringify(read(form))); } catch { /* full or off */ }
}

function restore(form) {
  let rows = null;
  try { rows = JSON.parse(localStorage.getItem(keyOf(form))); } catch { return; }
  if (!rows) return;
  const fields = [...form.elements].filter(kept);
  rows.forEach(([name, value, checked]) => apply(fields, name, value, checked));
  changed.add(form);
  form.querySelector("[data-draft-note]")?.removeAttribute("hidden");
}

function apply(fields, name, value, checked) {
  for (const field of fields.filter((f) => f.name === name)) {
    if (field.type === "checkbox" || field.type === "radio") {
      if (field.value === value) field.checked = checked;
    } else field.value = value;
  }
}

function drop(form) {
  changed.delete(form);
  try { localStorage.removeItem(keyOf(form)); } catch { /* off */ }
}

for (const form of document.querySelectorAll("form[data-draft-key]")) restore(form);
document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (!form) return;
  changed.add(form);
  if (form.dataset.draftKey) save(form);
});
// The draft is dropped by the next page, when the server has answered that all is well: a page that
// shows data-draft-done="KEY" (e.g. on its success message) says so.
for (const done of document.querySelectorAll("[data-draft-done]")) {
  try { localStorage.removeItem(PREFIX + done.dataset.draftDone); } catch { /* off */ }
}
document.addEventListener("click", (event) => {
  const form = event.target.closest("[data-draft-drop]")?.closest("form[data-draft-key]");
  if (!form) return;
  drop(form);
  form.reset();
  form.querySelector("[data-draft-note]")?.setAttribute("hidden", "");
});
document.addEventListener("submit", (event) => changed.delete(event.target));
window.addEventListener("beforeunload", (event) => {
  const unsaved = [...document.querySelectorAll("form[data-warn-unsaved]")].some((f) => changed.has(f));
  if (unsaved) event.preventDefault();
});
