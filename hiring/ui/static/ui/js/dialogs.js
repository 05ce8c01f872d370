// <dialog>s: asking before a form is sent, opening by attribute, closing.
document.addEventListener("click", (event) => {
  const ask = event.target.closest("[data-confirm]");
  const open = event.target.closest("[data-open]");
  const close = event.target.closest("[data-close]");
  if (ask) {
    event.preventDefault();
    document.getElementById(ask.dataset.confirm).showModal();
  } else if (open) {
    event.preventDefault();
    document.getElementById(open.dataset.open)?.showModal();
  } else if (close) {
    close.closest("dialog").close();
  } else if (event.target.matches?.("dialog[open]") && outside(event)) {
    event.target.close();
  }
});

// A part that loads itself again and again waits while somebody is being asked.
document.addEventListener("htmx:beforeRequest", (event) => {
  const isPoll = event.target.getAttribute("hx-trigger")?.startsWith("every");
  if (isPoll && document.querySelector("dialog[open]")) event.preventDefault();
});

function outside(event) {
  const box = event.target.getBoundingClientRect();
  return event.clientX < box.left || event.clientX > box.right
    || event.clientY < box.top || event.clientY > box.bottom;
}
