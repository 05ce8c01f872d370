// Short notes in the corner: failed htmx requests, and whatever a response says by HX-Trigger: toast.
const region = document.getElementById("toasts");
const SHOWN = 8000;

// `html` is made by our templates, so what people typed is escaped in it.
function toast({ title = "", text = "", html = "", tone = "info" }) {
  const note = document.getElementById("toast").content.firstElementChild.cloneNode(true);
  note.classList.add(`toast-${tone}`);
  note.querySelector("[data-toast-title]").textContent = title;
  const words = note.querySelector("[data-toast-text]");
  if (html) words.innerHTML = html;
  else words.textContent = text;
  if (tone === "negative") note.setAttribute("role", "alert");
  else setTimeout(() => note.remove(), SHOWN);
  region.append(note);
}

function explained(xhr) {
  const page = new DOMParser().parseFromString(xhr.responseText || "", "text/html");
  const text = (name) => page.querySelector(`[data-error-${name}]`)?.textContent.trim();
  return { title: text("title"), text: text("text") };
}

function textFor(status) {
  const known = { 403: "forbiddenText", 404: "goneText", 409: "conflictText", 429: "busyText" };
  return region.dataset[known[status] || "failedText"];
}

document.addEventListener("htmx:responseError", (event) => {
  const said = explained(event.detail.xhr);
  toast({
    title: said.title || region.dataset.failedTitle,
    text: said.text ? `${said.text} ${region.dataset.kept}` : textFor(event.detail.xhr.status),
    tone: "negative",
  });
});
for (const name of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, () => {
    toast({ title: region.dataset.failedTitle, text: region.dataset.offlineText, tone: "negative" });
  });
}
document.addEventListener("toast", (event) => toast(event.detail));
region.addEventListener("click", (event) => {
  event.target.closest("[data-close-toast]")?.closest(".toast-note").remove();
});
