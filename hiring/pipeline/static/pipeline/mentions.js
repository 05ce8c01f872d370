// Names after an @ in a note: the people who can read it, asked for at the first @ of a form with
// data-mentions, the address that knows them. Arrows choose, Enter or Tab takes, Escape closes.
const MOST = 6;
const known = new Map();
const box = Object.assign(document.createElement("ul"), { id: "mentions", className: "mentions", hidden: true });
box.setAttribute("role", "listbox");
let field = null;
let found = [];
let chosen = 0;

const asked = (text) => /(?:^|[\s(])@([\p{L}\p{M}'’.-]*(?: [\p{L}\p{M}'’.-]*)?)$/u.exec(text);
const before = () => field.value.slice(0, field.selectionStart);
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

function namesFor(form) {
  const url = form.dataset.mentions;
  if (!known.has(url)) {
    known.set(url, fetch(url, { headers: { Accept: "application/json" } })
      .then((answer) => (answer.ok ? answer.json() : { names: [] }))
      .then((answer) => answer.names)
      .catch(() => { known.delete(url); return []; }));
  }
  return known.get(url);
}

function close() {
  box.hidden = true;
  found = [];
  field?.removeAttribute("aria-activedescendant");
  field?.removeAttribute("aria-controls");
}

function draw() {
  box.replaceChildren(...found.map((name, place) => {
    const row = Object.assign(document.createElement("li"), { id: `mention-${place}`, className: "menu-item", textContent: name, dir: "auto" });
    row.setAttribute("role", "option");
    row.setAttribute("aria-selected", String(place === chosen));
    return row;
  }));
  field.setAttribute("aria-controls", box.id);
  field.setAttribute("aria-activedescendant", `mention-${chosen}`);
  box.hidden = false;
  box.scrollIntoView({ block: "nearest" });
}

async function look(target) {
  field = target;
  const match = asked(before());
  if (!match) return close();
  const names = await namesFor(target.form);
  if (field !== target || asked(before())?.[1] !== match[1]) return;
  const wanted = plain(match[1]);
  found = names.filter((name) => plain(name).startsWith(wanted) || plain(name).split(" ").some((part) => part.startsWith(wanted))).slice(0, MOST);
  chosen = 0;
  if (!found.length || plain(found[0]) === wanted) return close();
  target.after(box);
  draw();
}

function take(name) {
  const text = before();
  const start = text.length - asked(text)[1].length;
  field.setRangeText(`${name} `, start, text.length, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  close();
  field.focus();
}

document.addEventListener("input", (event) => {
  if (event.target.matches("form[data-mentions] textarea")) look(event.target);
});
document.addEventListener("keydown", (event) => {
  if (box.hidden || event.target !== field || event.isComposing) return;
  if (!asked(before()) || event.shiftKey || ["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) return close();
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    chosen = (chosen + step + found.length) % found.length;
    draw();
  } else if (event.key === "Escape") close();
  else if (["Enter", "Tab"].includes(event.key) && !event.ctrlKey && !event.metaKey) take(found[chosen]);
  else return;
  event.preventDefault();
  event.stopPropagation();
}, true);
// Before the field loses the focus.
box.addEventListener("pointerdown", (event) => {
  const row = event.target.closest("li");
  event.preventDefault();
  if (row) take(row.textContent);
});
// A click elsewhere in the text is about another place in it.
document.addEventListener("click", (event) => { if (event.target === field) close(); });
document.addEventListener("focusout", (event) => { if (event.target === field) close(); });
