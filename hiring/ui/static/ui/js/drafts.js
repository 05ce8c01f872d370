// Nothing typed is lost: forms with data-draft-key are kept on this device until the server has them.
// A form with data-warn-unsaved asks before its page is left with changes.
//
// Each open page keeps its words in a slot of its own, so that two tabs never write over each other.
// A page that opens takes over the slot that it had before a reload, else one of a page that is
// gone. With the words come back the inputs marked data-seen, which tell the server what the page
// had seen: a text that others changed meanwhile is merged or asked about, never put over theirs.
const PREFIX = "draft:";
const KEPT_MS = 14 * 24 * 3600 * 1000;
const NEVER = ["password", "file", "hidden", "submit", "button", "reset"];
const PAGE = Math.random().toString(36).slice(2);
const changed = new WeakSet();
const opened = new WeakSet();
let isHeld = false;

const slotOf = (form) => `${PREFIX}${form.dataset.draftKey}#${PAGE}`;
const fieldsOf = (form) => {
  return [...form.elements].filter((e) => e.name && !NEVER.includes(e.type) && !e.closest("[data-conflict]"));
};
const seenOf = (form) => [...form.querySelectorAll("input[data-seen]")];
const plain = (text) => String(text ?? "").replace(/\s+/g, " ").trim();

function load(slot) {
  try { return JSON.parse(localStorage.getItem(slot)); } catch { return null; }
}

function forget(slot) {
  try { localStorage.removeItem(slot); } catch { /* storage is off */ }
}

// The slot that this tab had before it was reloaded.
function pointer(key) {
  try { return sessionStorage.getItem(PREFIX + key); } catch { return null; }
}

function slots(key) {
  try {
    const all = Object.keys(localStorage).filter((slot) => slot.startsWith(`${PREFIX}${key}#`));
    return all.sort((one, other) => (load(other)?.at || 0) - (load(one)?.at || 0));
  } catch { return []; }
}

// While this page is open, others leave its slots alone.
function hold() {
  if (!isHeld) navigator.locks?.request(PREFIX + PAGE, () => new Promise(() => {}));
  isHeld = true;
}

async function abandoned(key) {
  const held = (await navigator.locks?.query())?.held || [];
  const open = held.map((lock) => lock.name.slice(PREFIX.length));
  return slots(key).filter((slot) => !open.includes(slot.split("#").pop()) && !slot.endsWith(`#${PAGE}`));
}

function save(form, sent = false) {
  const rows = fieldsOf(form).map((e) => [e.name, e.value, e.checked ?? null]);
  const seen = seenOf(form).map((e) => [e.name, e.dataset.seen, e.value]);
  keep(form, { at: Date.now(), sent, rows, seen });
}

function keep(form, draft) {
  hold();
  try {
    localStorage.setItem(slotOf(form), JSON.stringify(draft));
    sessionStorage.setItem(PREFIX + form.dataset.draftKey, slotOf(form));
  } catch { /* full or off */ }
}

function valueIn(rows, name) {
  const found = rows.filter((row) => row[0] === name);
  return (found.length > 1 ? found.find((row) => row[2])?.[1] : found[0]?.[1]) ?? "";
}

function put(fields, [name, value, checked]) {
  const found = fields.filter((f) => f.name === name);
  let isNew = !found.length && Boolean(plain(value));
  for (const field of found) {
    if (field.type !== "checkbox" && field.type !== "radio") {
      isNew ||= plain(field.value) !== plain(value);
      field.value = value;
    } else if (field.value === value) {
      isNew ||= field.checked !== checked;
      field.checked = checked;
    }
  }
  return isNew;
}

// Whether the server took these words: they were sent, and what it shows has moved on since.
function isTaken(form, draft) {
  const inputs = seenOf(form).filter((e) => !e.dataset.seen);
  const was = new Map((draft.seen || []).map(([name, , value]) => [name, value]));
  return draft.sent && inputs.some((e) => was.has(e.name) && was.get(e.name) !== e.value);
}

// Put back what was changed on that page, with what it had seen; return whether that is news here.
function bring(form, draft) {
  const fields = fieldsOf(form);
  const seen = new Map((draft.seen || []).filter(([, field]) => field).map(([, field, value]) => [field, value]));
  const isMine = ([name]) => !seen.has(name) || plain(valueIn(draft.rows, name)) !== plain(seen.get(name));
  const mine = draft.rows.filter(isMine);
  const isNews = mine.map((row) => put(fields, row)).some(Boolean);
  const names = new Set(mine.map(([name]) => name));
  for (const input of isNews ? seenOf(form) : []) {
    const was = (draft.seen || []).find(([name]) => name === input.name);
    if (was && (!input.dataset.seen || names.has(input.dataset.seen))) input.value = was[2];
  }
  return isNews;
}

async function restore(form) {
  const key = form.dataset.draftKey;
  const own = pointer(key);
  const others = await abandoned(key);
  if (form.dataset.draftAlso) others.push(...(await abandoned(form.dataset.draftAlso)));
  const slot = load(own) ? own : others[0];
  const draft = load(slot);
  if (!draft || changed.has(form)) return;
  const isNews = !isTaken(form, draft) && bring(form, draft);
  if (isNews) {
    changed.add(form);
    keep(form, { ...draft, sent: false });
    form.querySelector("[data-draft-note]")?.removeAttribute("hidden");
  }
  if (slot !== slotOf(form)) forget(slot);
  if (isNews) form.dispatchEvent(new CustomEvent("draft:restored", { bubbles: true, detail: draft }));
  else if (others.length) await restore(form);
}

// A page that answers what was sent shows it already: nothing comes back, and it is kept as it is.
function open(form) {
  if (opened.has(form)) return;
  opened.add(form);
  if (!form.hasAttribute("data-draft-sent")) return restore(form);
  const before = pointer(form.dataset.draftKey);
  save(form);
  if (before && before !== slotOf(form)) forget(before);
}

function settle(root) {
  for (const element of root.querySelectorAll("[data-draft-done]")) {
    slots(element.dataset.draftDone).filter((slot) => load(slot)?.sent).forEach(forget);
  }
  root.querySelectorAll("form[data-draft-key]").forEach(open);
  root.querySelectorAll("[data-draft-left]").forEach(async (element) => {
    element.hidden = !(await abandoned(element.dataset.draftLeft)).length;
  });
}

function forgetOldOnes() {
  try {
    for (const slot of Object.keys(localStorage).filter((k) => k.startsWith(PREFIX))) {
      if (!(Date.now() - (load(slot)?.at || 0) < KEPT_MS)) forget(slot);
    }
  } catch { /* storage is off */ }
}

function letGo(form) {
  forget(slotOf(form));
  changed.delete(form);
  form.reset();
  form.querySelector("[data-draft-note]")?.setAttribute("hidden", "");
  form.dispatchEvent(new Event("draft:dropped", { bubbles: true }));
}

forgetOldOnes();
// Once all modules listen: what comes back concerns some of them.
document.addEventListener("DOMContentLoaded", () => settle(document));
document.addEventListener("htmx:afterSettle", () => settle(document));
document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (!form) return;
  changed.add(form);
  if (form.dataset.draftKey) save(form);
});
// A form that saves itself tells when the server has something of it, and whether it is all.
document.addEventListener("draft:saved", ({ target, detail }) => {
  if (!detail.all) return save(target);
  forget(slotOf(target));
  changed.delete(target);
  restore(target);
});
document.addEventListener("click", (event) => {
  const form = event.target.closest("[data-draft-drop]")?.closest("form[data-draft-key]");
  if (form) letGo(form);
});
document.addEventListener("submit", ({ target }) => {
  changed.delete(target);
  if (target.dataset.draftKey && load(slotOf(target))) save(target, true);
});
window.addEventListener("beforeunload", (event) => {
  const forms = [...document.querySelectorAll("form[data-warn-unsaved]")];
  if (forms.some((form) => changed.has(form))) event.preventDefault();
});
