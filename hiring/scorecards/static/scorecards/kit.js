// The card keeps itself: what the server has is said in one line, trouble too, and never as a pop-up.
const form = document.querySelector("form[data-card]");
const line = document.getElementById("saved");

function say(name) {
  line.textContent = line.dataset[name];
  line.classList.add("scoring-trouble");
}

function again() {
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

// Refused for good: the seat is somebody else's by now, or the interview is off.
const isGone = ({ status, response }) => {
  return (status === 403 || status === 404) && !response.includes("data-expired");
};

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
  form.addEventListener("htmx:beforeSwap", (event) => {
    // An answer without the line we asked for is the sign-in page.
    if (event.detail.xhr.status !== 200 || event.detail.xhr.response.includes("saved-words")) return;
    event.detail.shouldSwap = false;
    say("signedOut");
  });
  form.addEventListener("htmx:afterSwap", () => {
    line.classList.remove("scoring-trouble");
    const version = line.querySelector("[data-version]")?.dataset.version;
    // A draft on this device belongs to what the server now has.
    if (version) form.dataset.draftVersion = version;
  });
  window.addEventListener("online", again);
  // What came back from this device is news to the server.
  form.addEventListener("draft:restored", () => setTimeout(again, 500));
  if (!form.querySelector("[data-draft-note]")?.hasAttribute("hidden")) setTimeout(again, 500);
}
