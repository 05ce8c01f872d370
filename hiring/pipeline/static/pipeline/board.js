// Moving cards between lanes: by dragging, by the card's button, by the keys of the dialog.
// Without JavaScript a card leads to its application, where everything can be done.
const dialog = document.getElementById("move");
let chosen = null;

const board = () => document.getElementById("board");
const addressOf = (card) => `${card.querySelector(".app-name").getAttribute("href")}advance/`;

function send(card, fromLane, toLane) {
  window.htmx.ajax("POST", addressOf(card), {
    source: board(),
    target: "#board",
    swap: "outerHTML",
    values: {
      to_stage: toLane,
      expected_stage: fromLane,
      next: board().dataset.boardUrl,
      undo_to: board().dataset.boardUrl,
    },
  });
}

function ask(button) {
  chosen = button.closest("[data-id]");
  const here = chosen.closest("[data-lane]").dataset.lane;
  dialog.querySelector("[data-move-name]").textContent = chosen.querySelector(".app-name").textContent;
  for (const stage of dialog.querySelectorAll("[data-move-to]")) {
    stage.disabled = stage.dataset.moveTo === here;
  }
  dialog.showModal();
  dialog.querySelector("[data-move-to]:not(:disabled)")?.focus();
}

function move(stage) {
  dialog.close();
  send(chosen, chosen.closest("[data-lane]").dataset.lane, stage.dataset.moveTo);
}

// The drawer beside the board; on a narrow window a card leads to its page.
const drawer = document.getElementById("drawer");
const closeDrawer = () => {
  const card = board().querySelector(".is-open .app-name");
  drawer.replaceChildren();
  board().querySelector(".is-open")?.classList.remove("is-open");
  card?.focus();
};

async function openDrawer(card, { rejecting = false } = {}) {
  board().querySelector(".is-open")?.classList.remove("is-open");
  card.classList.add("is-open");
  const url = `${card.querySelector(".app-name").getAttribute("href")}drawer/`;
  await window.htmx.ajax("GET", url, { target: "#drawer", swap: "innerHTML" });
  const menu = drawer.querySelector("[data-reject-menu]");
  if (rejecting && menu) {
    menu.open = true;
    menu.querySelector(".reason")?.focus();
  } else drawer.querySelector(".drawer-name")?.focus();
}

document.addEventListener("click", (event) => {
  const name = event.target.closest("#board .app-name");
  const rejected = event.target.closest("[data-reject]");
  const onward = event.target.closest("[data-onward]");
  if (event.target.closest("[data-close-drawer]")) closeDrawer();
  else if (rejected) openDrawer(rejected.closest("[data-id]"), { rejecting: true });
  else if (onward) {
    const lane = onward.closest("[data-lane]");
    const lanes = [...board().querySelectorAll("[data-lane]")];
    const next = lanes[lanes.indexOf(lane) + 1];
    if (next) send(onward.closest("[data-id]"), lane.dataset.lane, next.dataset.lane);
  } else if (name && window.innerWidth >= 992 && !(event.ctrlKey || event.metaKey || event.shiftKey)) {
    event.preventDefault();
    openDrawer(name.closest("[data-id]"));
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && drawer.firstChild && !document.querySelector("details[data-popup][open], dialog[open]")) closeDrawer();
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-move]");
  const stage = event.target.closest("[data-move-to]");
  if (button) ask(button);
  else if (stage) move(stage);
});

dialog.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  const stages = [...dialog.querySelectorAll("[data-move-to]")];
  const stage = stages.find((one) => one.querySelector("kbd").textContent === event.key);
  if (!stage || stage.disabled) return;
  event.preventDefault();
  move(stage);
});

function neighbor(card, key) {
  if (key === "ArrowDown") return card.nextElementSibling;
  if (key === "ArrowUp") return card.previousElementSibling;
  const lanes = [...board().querySelectorAll(".lane-cards")].filter((lane) => lane.children.length);
  const step = key === "ArrowRight" ? 1 : -1;
  return lanes[lanes.indexOf(card.parentElement) + step]?.firstElementChild;
}

// Arrow keys go from card to card; m asks where to.
document.addEventListener("keydown", (event) => {
  const card = event.target.closest?.("#board [data-id]");
  if (!card || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "m" && !event.repeat && card.querySelector("[data-move]")) {
    event.preventDefault();
    ask(card.querySelector("[data-move]"));
  } else if (event.key.startsWith("Arrow")) {
    event.preventDefault();
    neighbor(card, event.key)?.querySelector(".app-name").focus();
  }
});

function makeDraggable() {
  for (const lane of board().querySelectorAll("[data-lane]")) {
    window.Sortable.create(lane, {
      group: "board",
      sort: false,
      draggable: ".app",
      filter: ".app-do",
      preventOnFilter: false,
      delay: 150,
      delayOnTouchOnly: true,
      ghostClass: "app-ghost",
      onStart: () => board().classList.add("is-dragging"),
      onEnd: ({ item, from, to }) => {
        board().classList.remove("is-dragging");
        if (from !== to) send(item, from.dataset.lane, to.dataset.lane);
      },
    });
  }
}

// A move that failed leaves the card where it was dropped: show the board as it is.
document.addEventListener("htmx:responseError", (event) => {
  if (event.detail.target?.id !== "board") return;
  window.htmx.ajax("GET", board().dataset.boardUrl, { source: board(), target: "#board", swap: "outerHTML" });
});
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.elt?.id !== "board") return;
  makeDraggable();
  drawer.replaceChildren();
});
makeDraggable();
