// Errors get the focus, a second click sends nothing, ratings answer to the keys 1–4 and 0.
document.querySelector("[data-focus-on-load]")?.focus();
document.addEventListener("htmx:afterSettle", (event) => {
  const wanted = event.detail.elt?.querySelector?.("[data-focus-on-load]");
  // Whoever has opened a menu meanwhile keeps it: it closes when the focus goes elsewhere.
  const menu = document.activeElement?.closest("details[data-popup][open]");
  if (!menu || menu.contains(wanted)) wanted?.focus();
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.hasAttribute("data-resend") || form.target === "_blank") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  if (form.method !== "post") return;
  form.dataset.sent = "yes";
  setTimeout(() => delete form.dataset.sent, 5000);
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// Ctrl+Enter in a text sends its form, where the text says so.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.repeat) return;
  if (!event.target.matches?.("textarea[data-ctrl-enter]")) return;
  event.preventDefault();
  event.target.form.requestSubmit();
});

document.addEventListener("keydown", (event) => {
  const rating = event.target.closest?.("[data-rating]");
  if (!rating || event.ctrlKey || event.metaKey || event.altKey) return;
  const input = /^[0-4]$/.test(event.key) && rating.querySelector(`[data-level="${event.key}"]`);
  if (!input) return;
  event.preventDefault();
  input.focus();
  if (!input.checked) input.click();
});
