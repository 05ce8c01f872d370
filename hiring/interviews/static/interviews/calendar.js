// A day of the loop in rows of 15 minutes: the candidate, and a column for each interviewer.
//
// Rows are instants, never wall-clock arithmetic: a day on which clocks change has other rows.
const COLUMNS = 6;
const OFFERED_DAYS = 14;

export function el(tag, names, text = "", attributes = {}) {
  const node = document.createElement(tag);
  node.className = names;
  node.textContent = text;
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}

export function openCalendar(panel, loop, clock, { STEP, fill, counted, meet }) {
  const { people, candidate, words, zone } = loop;
  const grid = panel.querySelector("[data-grid]");
  const calendar = { day: null, chosen: null, offered: OFFERED_DAYS, range: [0, 0] };
  const hasOtherZone = () => candidate.zone && candidate.zone !== zone();

  calendar.days = () => {
    const all = Array.from({ length: calendar.offered }, (_none, n) => clock.addDays(loop.firstDay, n));
    const working = all.filter((day) => clock.weekday(day) % 6);
    return [...new Set([...working, ...loop.held().map((slot) => slot.day)])].sort();
  };

  // Who is in the loop, who could fill its open seats, then the rest of the team.
  calendar.columns = () => {
    const wanted = loop.held().flatMap((slot) => [...loop.everyone(slot), loop.suggestion(slot)?.id]);
    const inIt = [...new Set(wanted)].filter((id) => people.has(id));
    const team = [...people.values()].filter((person) => person.role).map((person) => person.id);
    return [...new Set([...inIt, ...team, ...people.keys()])].slice(0, Math.max(COLUMNS, inIt.length));
  };

  // From which to which instant the day is drawn, on whole hours of the clock.
  function bounds() {
    const [from, to] = [0, 1].map((n) => clock.midnight(clock.addDays(calendar.day, n), zone()));
    const slots = loop.onDay(calendar.day).map((slot) => [slot.start, slot.end]);
    const spans = [...candidate.open, ...slots].map(([start, end]) => [Math.max(start, from), Math.min(end, to)])
      .filter(([start, end]) => start < end);
    if (!spans.length) spans.push([from + 36 * STEP, from + 68 * STEP]);
    let first = Math.floor(Math.min(...spans.map((span) => span[0])) / STEP) * STEP;
    let last = Math.ceil(Math.max(...spans.map((span) => span[1])) / STEP) * STEP;
    while (!clock.clockOf(first, zone()).endsWith(":00")) first -= STEP;
    while (!clock.clockOf(last, zone()).endsWith(":00")) last += STEP;
    return [first, last];
  }

  function place(node, { start, end }) {
    const [first, last] = calendar.range;
    const from = Math.max(start, first);
    node.style.setProperty("--at", (from - first) / STEP);
    node.style.setProperty("--for", (Math.min(end, last) - from) / STEP);
    return node;
  }

  const isDrawn = ({ start, end }) => start < calendar.range[1] && calendar.range[0] < end;
  const inDay = (spans) => [...new Map(spans.map((span) => [String(span), { start: span[0], end: span[1] }])).values()].filter(isDrawn);

  function drawDays() {
    const plans = [...loop.form.querySelectorAll("[data-plan]")].map((plan) => JSON.parse(plan.dataset.plan));
    const daysOf = plans.map((placed) => new Set(placed.map((one) => clock.wallOf(Date.parse(one.start), zone()).day)));
    panel.querySelector("[data-days]").replaceChildren(...calendar.days().map((day) => {
      const count = daysOf.filter((some) => some.has(day)).length;
      const node = el("button", "cal-day", clock.shortDay(day), {
        type: "button", "data-day": day, "aria-pressed": day === calendar.day, title: clock.longDay(day),
      });
      node.append(el("small", "", count ? counted(words.plans, count) : "–"));
      node.classList.toggle("has-slots", loop.onDay(day).length > 0);
      return node;
    }));
  }

  function head(person, note, name = person.name) {
    const node = el("div", "cal-head", "", { title: person.name });
    const line = el("span", "cal-who");
    line.append(el("span", `face face-${person.tone} face-xs`, person.initials, { "aria-hidden": "true" }), el("bdi", "cal-name", name));
    node.append(line, el("small", "", note));
    return node;
  }

  function drawHours() {
    const [top, column] = [el("div", "cal-head cal-zones"), el("div", "cal-col cal-hours")];
    const zones = hasOtherZone() ? [zone(), candidate.zone] : [zone()];
    for (const where of zones) {
      const part = el("span", "", "", { title: where });
      part.append(el("b", "", clock.cityOf(where)), where === zone() ? words.you : candidate.name.split(" ")[0]);
      top.append(part);
    }
    for (let at = calendar.range[0]; at < calendar.range[1]; at += STEP) {
      if (!clock.clockOf(at, zone()).endsWith(":00")) continue;
      const line = place(el("span", "cal-hour"), { start: at, end: at + STEP });
      for (const where of zones) line.append(el("span", "", clock.clockOf(at, where)));
      column.append(line);
    }
    return [top, column];
  }

  const drawSpans = (spans, text) => inDay(spans).map((span) => place(el("span", "cal-busy", text), span));

  // What lies outside of somebody's hours.
  function drawOff(open, title) {
    const [first, last] = calendar.range;
    const drawn = [];
    let at = first;
    for (const { start, end } of [...inDay(open).sort((one, other) => one.start - other.start), { start: last, end: last }]) {
      if (at < start) drawn.push(place(el("span", "cal-off", "", { title }), { start: at, end: start }));
      at = Math.max(at, end);
    }
    return drawn;
  }

  // What overlaps stands side by side: of each its lane, and how many lanes there are.
  function lanes(slots) {
    const [found, open] = [new Map(), []];
    let until = -Infinity;
    for (const slot of slots) {
      if (slot.start >= until) open.length = 0;
      const taken = open.filter((other) => meet(other.slot, slot)).map((other) => other.lane);
      const lane = [0, ...taken.map((one) => one + 1)].find((one) => !taken.includes(one));
      open.push({ slot, lane });
      until = Math.max(until, slot.end);
      const count = Math.max(...open.map((other) => other.lane)) + 1;
      for (const other of open) found.set(other.slot.index, [other.lane, count]);
    }
    return found;
  }

  function inLane(node, slot, id) {
    const beside = loop.onDay(calendar.day).filter((other) => !id || loop.everyone(other).includes(id));
    const [lane, count] = lanes(beside).get(slot.index);
    node.style.setProperty("--lane", lane);
    node.style.setProperty("--lanes", count);
    return place(node, slot);
  }

  function block(slot, id) {
    const problems = loop.problems(slot);
    const who = id ? people.get(id).name : fill(words.count, { n: slot.people.length, wanted: loop.isFixed ? slot.people.length : slot.wanted });
    const node = el("button", "cal-block", "", {
      type: "button", "data-key": `${slot.index}:${id}`, "aria-describedby": "calendar-keys",
    });
    const rest = [id && loop.hours(slot), clock.longDay(slot.day), who, ...problems].filter(Boolean).join(", ");
    node.append(el("span", "", slot.name), id ? "" : el("small", "", loop.hours(slot)), el("span", "visually-hidden", rest));
    node.classList.toggle("is-open", loop.seatsOpen(slot) > 0);
    node.classList.toggle("is-bad", slot.isRefused || (id ? loop.standing(id, slot) === "busy" : problems.length > 0));
    node.classList.toggle("is-chosen", slot.index === calendar.chosen && !id);
    return inLane(node, slot, id);
  }

  // Who learns in an interview goes where it goes: chosen in the list, and not dragged.
  function learning(slot, id) {
    const node = el("span", "cal-block is-learning", "");
    node.append(el("span", "", slot.name), el("small", "", words.shadow));
    node.classList.toggle("is-bad", loop.standing(id, slot) === "busy");
    return inLane(node, slot, id);
  }

  function ghost(slot, id) {
    const node = el("button", "cal-ghost", `+ ${words.free}`, { type: "button", "data-add": `${slot.index}:${id}` });
    node.append(el("span", "visually-hidden", `${fill(words.add, people.get(id))}, ${slot.name}`));
    return place(node, slot);
  }

  function drawCandidate() {
    const column = el("div", "cal-col", "", { "data-column": "" });
    const pauses = loop.pauses(calendar.day).filter(isDrawn);
    column.append(
      ...drawOff(candidate.open, words.notOffered),
      ...drawSpans(candidate.busy, words.busy),
      ...pauses.map((pause) => place(el("span", "cal-pause", pause.name), pause)),
      ...loop.onDay(calendar.day).map((slot) => block(slot, "")),
    );
    return [head(candidate, candidate.zone ? clock.cityOf(candidate.zone) : words.noZone), column];
  }

  function drawPerson(id) {
    const person = people.get(id);
    const load = { n: loop.inWeekOf(person, calendar.day), limit: person.perWeek };
    const column = el("div", "cal-col", "", { "data-column": id });
    column.classList.toggle("is-unknown", !person.known);
    column.append(
      ...drawOff(person.open, words.off),
      ...drawSpans(person.busy, words.busy),
      ...drawSpans(person.seats, words.interview),
    );
    for (const slot of loop.onDay(calendar.day)) {
      if (slot.people.includes(id)) column.append(block(slot, id));
      else if (slot.shadow === id) column.append(learning(slot, id));
      else if (loop.suggestion(slot)?.id === id) column.append(ghost(slot, id));
    }
    const note = person.age || fill(person.perWeek ? words.weekOf : words.week, load);
    return [head(person, note, person.name.split(" ")[0]), column];
  }

  calendar.draw = () => {
    calendar.day ??= loop.held()[0]?.day ?? loop.firstDay;
    calendar.range = bounds();
    const drawn = [drawHours(), drawCandidate(), ...calendar.columns().map(drawPerson)];
    grid.style.setProperty("--rows", (calendar.range[1] - calendar.range[0]) / STEP);
    grid.style.setProperty("--people", drawn.length - 2);
    grid.classList.toggle("has-two-zones", Boolean(hasOtherZone()));
    drawDays();
    grid.replaceChildren(...drawn.map(([top]) => top), ...drawn.map(([, column]) => column));
  };
  return calendar;
}
