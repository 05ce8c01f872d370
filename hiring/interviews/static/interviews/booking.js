// The booking page: the loop as its fields say it, drawn as a calendar and a list; blocks are
// dragged, or moved by keys. Without this the same form is filled in by hand.
const form = document.getElementById("booking");
const panel = form.querySelector("[data-calendar]");
const modules = JSON.parse(form.dataset.modules);
const [clock, loops, calendars, lists] = await Promise.all(
  ["clock", "loop", "calendar", "list"].map((name) => import(modules[name])),
);
const data = JSON.parse(document.getElementById("calendar-data").textContent);
const loop = loops.openLoop(form, data, clock);
const calendar = calendars.openCalendar(panel, loop, clock, loops);
const list = lists.openList(loop, clock, calendars, loops);
const { STEP, fill } = loops;
const { words } = loop;
let drag = null;

function render() {
  const { key, day } = document.activeElement?.dataset ?? {};
  loop.read();
  calendar.draw();
  list.draw();
  const again = key ? `[data-key="${key}"]` : day && `[data-day="${day}"]`;
  if (again) panel.querySelector(again)?.focus({ preventScroll: true });
  load();
}

async function load() {
  const wanted = loop.held().map((slot) => [slot.day, loop.everyone(slot)]);
  wanted.push([calendar.day, [...loop.people.keys()]]);
  const news = await Promise.all(wanted.map(([day, ids]) => loop.need(day, ids)));
  if (news.some(Boolean)) render();
}

function announce(text) {
  panel.querySelector("[data-announce]").textContent = text;
}

// Something was changed here: the page asks before it is left, and says what is so now.
function changed(slot, text = "") {
  loop.isTouched = true;
  slot?.field("start").dispatchEvent(new Event("input", { bubbles: true }));
  render();
  const now = slot && loop.slot(slot.index);
  announce(text || [now.name, clock.longDay(now.day), loop.hours(now), ...loop.problems(now)].join(", "));
}

const parsed = (key) => {
  const [index, id] = key.split(":");
  return { slot: loop.slot(index), id };
};

// What blocks do ---------------------------------------------------------------------------------

function later(slot, steps) {
  loop.moveTo(slot, slot.start + steps * STEP);
  changed(slot);
}

function toDay(slot, day) {
  loop.moveToDay(slot, day);
  calendar.day = day;
  changed(slot);
}

function dayBeside(day, step) {
  const days = calendar.days();
  const next = days[days.indexOf(day) + step];
  if (!next && step > 0) calendar.offered += 7;
  return next ?? (step > 0 ? calendar.days()[days.length] : day);
}

// The interview goes from one person to another.
function hand(slot, from, to) {
  if (loop.isFixed || !loop.people.has(to) || slot.people.includes(to)) return;
  loop.seat(slot, from, false);
  loop.seat(slot, to, true);
  changed(slot, `${slot.name}: ${loop.people.get(to).name}, ${loop.standingWords(to, slot)}`);
  panel.querySelector(`[data-key="${slot.index}:${to}"]`)?.focus({ preventScroll: true });
}

function handBeside(slot, id, step) {
  const ids = calendar.columns();
  for (let at = ids.indexOf(id) + step; at >= 0 && at < ids.length; at += step) {
    if (!slot.people.includes(ids[at])) return hand(slot, id, ids[at]);
  }
  return undefined;
}

function takeAway(slot, id) {
  if (loop.isFixed) return;
  const next = panel.querySelector(`[data-key="${slot.index}:"]`);
  if (id) loop.seat(slot, id, false);
  else loop.hold(slot, false);
  changed(slot, fill(words.removed, { name: id ? loop.people.get(id)?.name ?? "" : slot.name }));
  const blocks = panel.querySelectorAll(".cal-block");
  (id && next?.isConnected ? next : panel.querySelector(`[data-key="${slot.index}:"]`) ?? blocks[0])?.focus({ preventScroll: true });
}

function choose(slot) {
  calendar.chosen = slot.index;
  render();
  list.show(slot);
}

const KEYS = {
  ArrowUp: (slot) => later(slot, -1),
  ArrowDown: (slot) => later(slot, 1),
  ArrowLeft: (slot, id) => (id ? handBeside(slot, id, -1) : toDay(slot, dayBeside(slot.day, -1))),
  ArrowRight: (slot, id) => (id ? handBeside(slot, id, 1) : toDay(slot, dayBeside(slot.day, 1))),
  Delete: takeAway,
  Backspace: takeAway,
  Enter: (slot) => list.open(slot),
};

panel.addEventListener("keydown", (event) => {
  const key = event.target.dataset.key;
  if (!key || !KEYS[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  const { slot, id } = parsed(key);
  KEYS[event.key](slot, id);
});

// All interviews, or those of a day, in one step.
function shiftAll(slots, move) {
  slots.forEach(move);
  const [first] = slots;
  if (!first) return;
  loop.read();
  calendar.day = loop.slot(first.index).day;
  changed(first);
}

const shiftDays = (slots, n) => shiftAll(slots, (slot) => loop.moveToDay(slot, clock.addDays(slot.day, n)));
const shiftMinutes = (slots, n) => shiftAll(slots, (slot) => loop.moveTo(slot, slot.start + n * 60_000));

function fillPlan(button) {
  loop.fillPlan(JSON.parse(button.dataset.plan));
  loop.read();
  calendar.day = loop.held()[0]?.day;
  render();
  announce(button.textContent.trim().replace(/\s+/g, " "));
}

form.addEventListener("click", (event) => {
  const at = (name) => event.target.closest(`[data-${name}]`);
  const [plan, day, add, remove, shift, days] = ["plan", "day", "add", "remove", "shift", "shift-days"].map(at);
  if (plan) {
    event.preventDefault();
    loop.isTouched = true;
    fillPlan(plan);
  } else if (add || remove) {
    const { slot, id } = parsed((add ?? remove).dataset[add ? "add" : "remove"]);
    if (!add) return takeAway(slot, id);
    loop.seat(slot, id, true);
    changed(slot);
  } else if (shift || days) {
    event.target.closest("details").open = false;
    if (shift) shiftMinutes(loop.held(), Number(shift.dataset.shift));
    else shiftDays(loop.held(), Number(days.dataset.shiftDays));
  } else if (at("later")) {
    calendar.offered += 14;
    render();
  } else if (day && panel.contains(day)) {
    calendar.day = day.dataset.day;
    render();
  }
  return undefined;
});

// Dragging ---------------------------------------------------------------------------------------
// A block up and down, to another person's column, or onto a day; a day onto another takes all of
// its interviews along.

const under = (event, name) => document.elementsFromPoint(event.clientX, event.clientY)
  .map((node) => node.closest?.(`[data-${name}]`)).find(Boolean);

panel.addEventListener("pointerdown", (event) => {
  const node = event.target.closest("[data-key], .cal-day.has-slots");
  if (!node || event.button) return;
  drag = { node, x: event.clientX, y: event.clientY, row: panel.querySelector(".cal-col").offsetHeight / ((calendar.range[1] - calendar.range[0]) / STEP), steps: 0, isOn: false };
});

document.addEventListener("pointermove", (event) => {
  if (!drag) return;
  drag.isOn ||= Math.hypot(event.clientX - drag.x, event.clientY - drag.y) > 5;
  if (!drag.isOn) return;
  event.preventDefault();
  panel.classList.add("is-dragging");
  drag.steps = Math.round((event.clientY - drag.y) / drag.row);
  const target = under(event, "day") ?? under(event, "column");
  panel.querySelectorAll(".is-target").forEach((node) => node.classList.toggle("is-target", node === target));
  target?.classList.add("is-target");
  const index = drag.node.dataset.key?.split(":")[0];
  for (const node of index ? panel.querySelectorAll(`[data-key^="${index}:"]`) : []) node.style.setProperty("--by", drag.steps);
});

document.addEventListener("pointerup", (event) => {
  const done = drag;
  drag = null;
  panel.classList.remove("is-dragging");
  if (!done) return;
  if (!done.isOn) {
    if (done.node.dataset.key) choose(parsed(done.node.dataset.key).slot);
    return;
  }
  document.addEventListener("click", (click) => click.stopPropagation(), { capture: true, once: true });
  setTimeout(() => drop(done, under(event, "day")?.dataset.day, under(event, "column")?.dataset.column));
});

document.addEventListener("pointercancel", () => {
  if (!drag) return;
  drag = null;
  panel.classList.remove("is-dragging");
  render();
});

function drop(done, day, column) {
  const from = done.node.dataset.day;
  if (from) {
    if (day && day !== from) shiftAll(loop.onDay(from), (slot) => loop.moveToDay(slot, day));
    return;
  }
  const { slot, id } = parsed(done.node.dataset.key);
  if (day) return toDay(slot, day);
  if (done.steps) loop.moveTo(slot, slot.start + done.steps * STEP);
  if (id && column && column !== id && !loop.isFixed) return hand(slot, id, column);
  return changed(slot);
}

// ------------------------------------------------------------------------------------------------

// By another zone's clock the interviews stay when they are.
function showIn() {
  for (const slot of loop.slots) if (slot.start !== null) loop.moveTo(slot, slot.start);
  loop.read();
  calendar.day = loop.held()[0]?.day ?? calendar.day;
}

form.addEventListener("change", (event) => {
  loop.isTouched = true;
  if (event.target.id === "id_zone") showIn();
  const item = event.target.closest("[data-slot]");
  item?.removeAttribute("data-refused");
  render();
  const slot = item && loop.slot(item.dataset.slot);
  if (slot?.isHeld && slot.day !== calendar.day && /-(day|start)$/.test(event.target.name)) {
    calendar.day = slot.day;
    render();
  }
});
document.addEventListener("htmx:afterSettle", ({ detail }) => {
  if (!form.contains(detail.elt)) return;
  const best = detail.elt.querySelector?.("[data-plan]");
  const isEmpty = loop.slots.every((slot) => !slot.people.length);
  if (best && isEmpty && !loop.isTouched) fillPlan(best);
  else render();
});

panel.hidden = false;
form.classList.add("has-calendar");
render();
