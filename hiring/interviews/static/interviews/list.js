// The list beside the calendar: times, people as tokens, what is missing; and the footer's counts.
export function openList(loop, clock, { el }, { fill, counted }) {
  const { form, people, words } = loop;
  const list = form.querySelector("[data-slots]");

  function token(slot, id) {
    const name = people.get(id)?.name ?? slot.boxes.find((box) => box.value === id).closest("label").textContent.trim();
    const node = el("span", "token");
    const title = loop.standingWords(id, slot);
    node.append(el("i", `dot dot-${loop.standing(id, slot)}`, "", { role: "img", title, "aria-label": title }), el("bdi", "", name));
    if (!loop.isFixed) node.append(el("button", "token-remove", "×", {
      type: "button", "data-remove": `${slot.index}:${id}`, "aria-label": `${fill(words.remove, { name })}, ${slot.name}`,
    }));
    return node;
  }

  function offer(slot) {
    const person = loop.suggestion(slot);
    if (!person) return [];
    const node = el("button", "token token-offer", "", { type: "button", "data-add": `${slot.index}:${person.id}` });
    node.append(el("i", "dot dot-free"), fill(words.add, person));
    return [node];
  }

  function countOf(slot) {
    const seats = fill(words.count, { n: slot.people.length, wanted: slot.wanted });
    return loop.lacksSide(slot) ? `${fill(words.needs, { side: words.sides[slot.side] })}, ${seats}` : seats;
  }

  function showPeople(slot) {
    for (const box of slot.boxes) {
      const note = box.closest("label").querySelector("[data-note]");
      if (!note || !people.has(box.value)) continue;
      note.hidden = !slot.isHeld || loop.standing(box.value, slot) === "free";
      note.textContent = loop.standingWords(box.value, slot);
    }
  }

  function showSlot(slot, isOneDay) {
    const part = (name) => slot.item.querySelector(`[data-${name}]`);
    const isOn = slot.isHeld;
    part("time").textContent = isOn ? loop.hours(slot) : words.leftOut;
    part("time").title = isOn && loop.candidate.zone ? `${loop.hours(slot, loop.candidate.zone)} ${loop.candidate.zone}` : "";
    part("time").dataset.day = isOn && !isOneDay ? clock.shortDay(slot.day) : "";
    part("count").textContent = isOn && !loop.isFixed ? countOf(slot) : "";
    part("count").classList.toggle("is-open", isOn && loop.seatsOpen(slot) > 0);
    part("tokens").replaceChildren(...(isOn ? [...slot.people.map((id) => token(slot, id)), ...offer(slot)] : []));
    const unsigned = slot.boxes.filter((box) => box.checked).map((box) => box.closest("label").dataset.unsigned);
    const clashes = isOn ? [...loop.problems(slot), ...unsigned.filter(Boolean)] : [];
    part("clash").textContent = clashes.join(" · ");
    part("clash").hidden = !clashes.length;
    slot.item.classList.toggle("is-out", !isOn);
    showPeople(slot);
  }

  // By time, unless that would take away what somebody is writing in.
  function order(held) {
    list.querySelectorAll("[data-gap]").forEach((gap) => gap.remove());
    const wanted = [...held, ...loop.slots.filter((slot) => !slot.isHeld)].map((slot) => slot.item);
    const present = [...list.children];
    if (wanted.some((item, n) => item !== present[n]) && !list.contains(document.activeElement)) list.append(...wanted);
    for (const pause of new Set(held.map((slot) => slot.day).flatMap(loop.pauses))) {
      const before = held.find((slot) => slot.start === pause.end);
      const gap = el("li", "slot-gap", "", { "data-gap": "" });
      gap.append(el("span", "", loop.hours(pause)), pause.name);
      if (!before.item.previousElementSibling?.matches("[data-gap]")) before.item.before(gap);
    }
  }

  function showFoot(held) {
    const show = (name, text) => {
      const node = form.querySelector(`[data-${name}]`);
      if (node) node.textContent = text;
    };
    const open = held.reduce((sum, slot) => sum + loop.seatsOpen(slot), 0);
    show("missing", open ? counted(words.missing, open) : "");
    show("invited", counted(words.invite, new Set(held.flatMap(loop.everyone)).size));
    show("book", counted(words.book, held.length));
  }

  function showPlans() {
    for (const plan of form.querySelectorAll("[data-plan]")) {
      plan.setAttribute("aria-pressed", loop.isPlan(JSON.parse(plan.dataset.plan)));
    }
  }

  return {
    draw() {
      const held = loop.held();
      const isOneDay = new Set(held.map((slot) => slot.day)).size < 2;
      for (const slot of loop.slots) showSlot(slot, isOneDay);
      order(held);
      showFoot(held);
      showPlans();
    },
    show(slot) {
      slot.item.scrollIntoView({ block: "nearest" });
    },
    open(slot) {
      slot.item.querySelector("details").open = true;
      slot.item.scrollIntoView({ block: "start" });
      slot.field("start").focus();
    },
  };
}
