// The card keeps itself: what the server has is said in one line, trouble too, and never as a pop-up.
const form = document.querySelector("form[data-card]");
const line = document.getElementById("saved");
const conflicts = document.getElementById("card-conflicts");
let sent = new Map();

function say(name) {
  line.textContent = line.dataset[name];
  line.classList.add("scoring-trouble");
}

function again() {
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

// Refused for good: the seat is someone else's by now, or the interview is off.
const isGone = ({ status, response }) => {
  return [403, 404, 410].includes(status) && !response.includes("data-expired");
};

// The card as it stands, by field.
function content() {
  const data = new FormData(form);
  const names = [...form.querySelectorAll("[data-seen]")].map((input) => input.dataset.seen);
  return new Map(names.map((name) => [name, data.get(name) ?? ""]));
}

function put(name, value) {
  for (const field of form.querySelectorAll(`[name="${name}"]`)) {
    if (field.type === "radio") field.checked = field.value === value;
    else field.value = value;
  }
}

// What another page wrote comes into the fields that nobody touched here since they were sent; a
// field that was touched stays on what it was opened with, so that its next saving asks.
function takeIn(response) {
  const answer = new DOMParser().parseFromString(response, "text/html");
  const news = answer.getElementById("card-news");
  if (!news) return;
  const names = news.dataset.news.split(" ");
  const now = content();
  for (const seen of news.querySelectorAll("[data-seen]")) {
    const name = seen.dataset.seen;
    const isTouched = now.get(name) !== sent.get(name);
    if (names.includes(name) && isTouched) continue;
    form.elements[seen.name].value = seen.value;
    if (names.includes(name)) put(name, seen.value);
  }
  const choices = answer.getElementById("card-conflicts");
  if (conflicts.innerHTML !== choices.innerHTML) conflicts.innerHTML = choices.innerHTML;
  const isAll = !choices.childElementCount && [...now].every(([name, value]) => sent.get(name) === value);
  form.dispatchEvent(new CustomEvent("draft:saved", { bubbles: true, detail: { all: isAll } }));
}

function troubled(event, name) {
  event.stopPropagation();
  say(name);
}

if (form) {
  form.addEventListener("htmx:sendError", (event) => troubled(event, "offline"));
  form.addEventListener("htmx:timeout", (event) => troubled(event, "offline"));
  form.addEventListener("htmx:responseError", (event) => {
    troubled(event, isGone(event.detail.xhr) ? "gone" : "failed");
  });
  form.addEventListener("htmx:beforeRequest", () => { sent = content(); });
  form.addEventListener("htmx:beforeSwap", (event) => {
    const { status, response } = event.detail.xhr;
    if (status !== 200) return;
    if (response.includes("saved-words")) return takeIn(response);
    // An answer without the line we asked for is the sign-in page.
    event.detail.shouldSwap = false;
    say("signedOut");
  });
  form.addEventListener("htmx:afterSwap", () => line.classList.remove("scoring-trouble"));
  window.addEventListener("online", again);
  // What came back from this device is news to the server.
  form.addEventListener("draft:restored", () => setTimeout(again, 500));
  form.addEventListener("draft:dropped", again);
}
