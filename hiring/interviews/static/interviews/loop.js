// The loop as the list's fields say it, and who has time for it. Everything is written into the
// fields: the form is sent as it would be without a calendar.
export const STEP = 15 * 60_000;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

export const fill = (text, values) => text.replace(/%\((\w+)\)s/g, (_all, name) => values[name]);
export const counted = (forms, n) => fill(forms[n === 1 ? 0 : 1], { n });
export const meet = (one, other) => one.start < other.end && other.start < one.end;
const touches = (spans, { start, end }) => spans.some((span) => span[0] < end && start < span[1]);
const covers = (spans, { start, end }) => spans.some((span) => span[0] <= start && end <= span[1]);

export function openLoop(form, data, clock) {
  const people = new Map();
  const candidate = { open: [], busy: [] };
  const asked = new Set();
  const { words } = data;
  const zone = () => form.querySelector("#id_zone").value;
  const loop = { form, people, candidate, words, zone, firstDay: data.day, slots: [], isTouched: false };
  // Of a booked loop only times can be changed here.
  loop.isFixed = form.hasAttribute("data-fixed");

  // Reading and writing the fields ---------------------------------------------------------------

  function readSlot(item) {
    const field = (name) => item.querySelector(`[name="slots-${item.dataset.slot}-${name}"]`);
    const boxes = [...item.querySelectorAll('[name$="-interviewers"]')];
    const [day, at, minutes] = [field("day").value, field("start").value, Number(field("minutes").value)];
    const start = day && at && minutes > 0 ? clock.instantOf(day, at, zone()) : null;
    return {
      item, field, boxes, day, start,
      index: item.dataset.slot,
      name: field("name")?.value || item.dataset.title,
      end: start + minutes * MINUTE,
      isHeld: (field("hold")?.checked ?? true) && start !== null,
      people: boxes.filter((box) => box.checked).map((box) => box.value),
      shadow: field("shadow")?.value ?? "",
      wanted: Number(item.dataset.wanted) || 1,
      side: item.dataset.side ?? "",
      isRefused: item.hasAttribute("data-refused"),
    };
  }

  // In the order of the plan, by which suggestions number them; the list shows them by time.
  loop.read = () => {
    const slots = [...form.querySelectorAll("[data-slot]")].map(readSlot);
    loop.slots = slots.sort((one, other) => one.index - other.index);
  };
  loop.slot = (index) => loop.slots.find((slot) => slot.index === index);
  loop.held = () => loop.slots.filter((slot) => slot.isHeld).sort((one, other) => one.start - other.start);
  loop.onDay = (day) => loop.held().filter((slot) => slot.day === day);
  loop.hours = (slot, where = zone()) => `${clock.clockOf(slot.start, where)}–${clock.clockOf(slot.end, where)}`;

  loop.moveTo = (slot, start) => {
    const wall = clock.wallOf(start, zone());
    slot.field("day").value = wall.day;
    slot.field("start").value = wall.clock;
    slot.item.removeAttribute("data-refused");
  };
  // The same time by the clock on another day, also when clocks change in between.
  loop.moveToDay = (slot, day) => {
    const start = clock.instantOf(day, slot.field("start").value, zone());
    if (start !== null) loop.moveTo(slot, start);
  };
  loop.hold = (slot, isHeld) => { slot.field("hold").checked = isHeld; };
  loop.seat = (slot, id, isIn) => {
    if (loop.isFixed) return;
    const box = slot.boxes.find((one) => one.value === id) ?? (isIn ? rowFor(slot, id) : null);
    if (box) box.checked = isIn;
    slot.item.removeAttribute("data-refused");
  };

  // Somebody whom a search in another interview has found.
  function rowFor(slot, id) {
    const box = slot.boxes[0].cloneNode();
    Object.assign(box, { value: id, id: `slots-${slot.index}-interviewers-${id}` });
    const row = document.createElement("label");
    row.className = "choice person-choice";
    row.append(box, people.get(id).name);
    slot.item.querySelector(".people-list").append(row);
    return box;
  }

  // The times and people of a plan, by the numbers of the planned interviews.
  loop.fillPlan = (placed) => {
    const planned = loop.slots.filter((slot) => slot.item.hasAttribute("data-planned"));
    for (const { slot: number, start, people: ids, room, shadow } of placed) {
      const slot = planned[number];
      if (!slot) continue;
      loop.moveTo(slot, Date.parse(start));
      const select = slot.item.querySelector('select[name$="-room"]');
      if (select && room) select.value = room;
      const learner = slot.item.querySelector('select[name$="-shadow"]');
      if (learner) learner.value = shadow ?? "";
      const wanted = ids.map(String);
      for (const id of new Set([...slot.people, ...wanted])) loop.seat(slot, id, wanted.includes(id));
    }
  };
  loop.isPlan = (placed) => {
    const planned = loop.slots.filter((slot) => slot.item.hasAttribute("data-planned"));
    return placed.every(({ slot: number, start, people: ids }) => {
      const slot = planned[number];
      return slot?.isHeld && slot.start === Date.parse(start)
        && [...slot.people].sort().join() === ids.map(String).sort().join();
    });
  };

  // Who has time ---------------------------------------------------------------------------------

  function take(found) {
    const window = [found.start, found.end];
    const spans = (name) => [...candidate[name], ...found.candidate[name]];
    Object.assign(candidate, found.candidate, { open: spans("open"), busy: spans("busy") });
    for (const person of found.people) {
      const known = people.get(person.id) ?? { open: [], busy: [], seats: [], windows: [] };
      const both = (name) => [...known[name], ...person[name]];
      people.set(person.id, {
        ...person, open: both("open"), busy: both("busy"), seats: both("seats"), windows: [...known.windows, window],
      });
    }
  }

  // Fetch what is not known of a day, once: of people whom a search found, and of later weeks.
  loop.need = async (day, ids) => {
    const start = clock.midnight(day, zone());
    const lacks = (id) => !covers(people.get(id)?.windows ?? [], { start, end: start + DAY });
    const missing = ids.filter((id) => !asked.has(`${id}|${day}`) && lacks(id));
    if (!missing.length) return false;
    missing.forEach((id) => asked.add(`${id}|${day}`));
    const address = new URL(form.dataset.calendarUrl, window.location);
    address.searchParams.set("day", clock.addDays(day, -1));
    address.searchParams.set("people", missing.join(","));
    const answer = await fetch(address).catch(() => null);
    if (answer?.ok) take(await answer.json());
    return Boolean(answer?.ok);
  };

  // Whoever is to be there, to interview or to learn.
  loop.everyone = (slot) => (slot.shadow ? [...slot.people, slot.shadow] : slot.people);

  // How somebody stands to a time: free, busy, off (outside their hours) or unknown.
  loop.standing = (id, slot) => {
    const person = people.get(id);
    if (!person || !covers(person.windows, slot)) return "unknown";
    if (touches(person.seats, slot) || touches(person.busy, slot)) return "busy";
    if (loop.held().some((other) => other.index !== slot.index && loop.everyone(other).includes(id) && meet(other, slot))) return "busy";
    if (!person.known) return "unknown";
    return covers(person.open, slot) ? "free" : "off";
  };
  loop.standingWords = (id, slot) => {
    const name = loop.standing(id, slot);
    return name === "unknown" ? people.get(id)?.age || words.unknown : words[name];
  };

  loop.inWeekOf = (person, day) => {
    const monday = clock.addDays(day, -((clock.weekday(day) + 6) % 7));
    const [from, to] = [0, 7].map((n) => clock.midnight(clock.addDays(monday, n), zone()));
    return new Set(person.seats.filter(([start]) => from <= start && start < to).map(String)).size;
  };

  loop.lacksSide = (slot) => slot.side && !slot.people.some((id) => people.get(id)?.side === slot.side);
  loop.seatsOpen = (slot) => (loop.isFixed ? 0 : Math.max(0, slot.wanted - slot.people.length, loop.lacksSide(slot) ? 1 : 0));

  // Of the team, who could take the open seat: free, of the perspective asked for, the least busy.
  loop.suggestion = (slot) => {
    if (!loop.seatsOpen(slot)) return null;
    const fits = [...people.values()].filter((person) => person.role && !loop.everyone(slot).includes(person.id)
      && (!loop.lacksSide(slot) || person.side === slot.side) && loop.standing(person.id, slot) === "free");
    const unsigned = (person) => Number("unsigned" in (slot.boxes.find((box) => box.value === person.id)?.closest("label").dataset ?? {}));
    const load = (person) => loop.inWeekOf(person, slot.day);
    return fits.sort((one, other) => unsigned(one) - unsigned(other) || load(one) - load(other))[0] ?? null;
  };

  // What stands against the time of an interview, in words.
  loop.problems = (slot) => {
    const found = loop.held().filter((other) => other.index !== slot.index && meet(other, slot))
      .map((other) => fill(words.overlaps, other));
    if (touches(candidate.busy, slot)) found.push(fill(words.isBusy, candidate));
    const busy = loop.everyone(slot).filter((id) => loop.standing(id, slot) === "busy");
    return [...found, ...busy.map((id) => fill(words.isBusy, people.get(id)))];
  };

  // Lunch and short breaks between the interviews of a day.
  loop.pauses = (day) => {
    const today = loop.onDay(day);
    const gaps = today.slice(1).map((next, n) => ({ start: today[n].end, end: next.start }));
    const short = gaps.filter(({ start, end }) => start < end && end - start <= 8 * STEP);
    // One lunch a day, the longest.
    const [lunch] = short.filter(isLunch).sort((one, other) => other.end - other.start - (one.end - one.start));
    return short.map((gap) => ({ ...gap, name: gap === lunch ? words.lunch : words.break }));
  };

  function isLunch({ start, end }) {
    const at = clock.clockOf(start, candidate.zone || zone());
    return end - start >= 2 * STEP && at >= "11:00" && at <= "14:00";
  }

  take(data);
  loop.read();
  return loop;
}
