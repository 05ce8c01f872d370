// Nothing typed is lost: forms with data-draft-key are kept on this device until the server has them.
// A form with data-warn-unsaved asks before its page is left with changes.
const PREFIX = "draft:";
const KEPT_MS = 14 * 24 * 3600 * 1000;
const NEVER = ["password", "file", "hidden", "submit", "button", "reset"];
const changed = new WeakSet();
const restored = new WeakSet();

const keyOf = (form) => PREFIX + form.dataset.draftKey;
const fieldsOf = (form) => [...form.elements].filter((e) => e.name && !NEVER.includes(e.type));

function load(key) {
  try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
}

function forget(key) {
  try { localStorage.removeItem(key); } catch { /* storage is off */ }
}

function save(form) {
  const rows = fieldsOf(form).map((e) => [e.name, e.value, e.checked ?? null]);
  const draft = { at: Date.now(), version: form.dataset.draftVersion || "", rows };
  try { localStorage.setItem(keyOf(form), JSON.stringify(draft)); } catch { /* full or off */ }
}

function put(fields, [name, value, checked]) {
  for (const field of fields.filter((f) => f.name === name)) {
    if (field.type !== "checkbox" && field.type !== "radio") field.value = value;
    else if (field.value === value) field.checked = checked;
  }
}

// A draft of an older version of what the server holds would undo somebody's work: leave it out.
function restore(form) {
  if (restored.has(form)) return;
  restored.add(form);
  const draft = load(keyOf(form));
  if (!draft || draft.version !== (form.dataset.draftVersion || "")) return;
  const fields = fieldsOf(form);
  draft.rows.forEach((row) => put(fields, row));
  changed.add(form);
  form.querySelector("[data-draft-note]")?.removeAttribute("hidden");
  form.dispatchEvent(new Event("draft:restored", { bubbles: true }));
}

function settle(root) {
  root.querySelectorAll("[data-draft-done]").forEach((e) => forget(PREFIX + e.dataset.draftDone));
  root.querySelectorAll("form[data-draft-key]").forEach(restore);
}

function forgetOldOnes() {
  try {
    for (const key of Object.keys(localStorage).filter((k) => k.startsWith(PREFIX))) {
      if (!(Date.now() - (load(key)?.at || 0) < KEPT_MS)) forget(key);
    }
  } catch { /* storage is off */ }
}

function letGo(form) {
  forget(keyOf(form));
  changed.delete(form);
  form.reset();
  form.querySelector("[data-draft-note]")?.setAttribute("hidden", "");
}

forgetOldOnes();
settle(document);
document.addEventListener("htmx:afterSettle", () => settle(document));
document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (!form) return;
  changed.add(form);
  if (form.dataset.draftKey) save(form);
});
document.addEventListener("click", (event) => {
  const form = event.target.closest("[data-draft-drop]")?.closest("form[data-draft-key]");
  if (form) letGo(form);
});
document.addEventListener("submit", (event) => changed.delete(event.target));
window.addEventListener("beforeunload", (event) => {
  const forms = [...document.querySelectorAll("form[data-warn-unsaved]")];
  if (forms.some((form) => changed.has(form))) event.preventDefault();
});
