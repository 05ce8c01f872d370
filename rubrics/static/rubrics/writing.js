// A draft's form has rows that the server adds, takes out and moves. drafts.js keeps what is typed
// by name; where this device knows other rows than the server saved, the server is asked for those.
const form = document.querySelector("form[data-writing]");
const isRow = (name) => name.startsWith(`${form.dataset.rows}-`);

// What came back is typed text, too: drafts.js keeps it, and the preview shows it.
const typed = () => form.elements[0].dispatchEvent(new Event("input", { bubbles: true }));

function askFor(kept) {
  const values = Object.fromEntries(kept.map(([name, value]) => [name, value]));
  const shown = [...form.elements].filter((e) => e.name && isRow(e.name));
  if (shown.length === Object.keys(values).length && shown.every((e) => e.name in values)) return typed();
  shown.filter((e) => !(e.name in values)).forEach((e) => e.removeAttribute("name"));
  window.htmx.ajax("POST", form.action, {
    source: "#rows", target: "#rows", swap: "outerHTML", values: { ...values, do: "rows.show" },
  });
}

if (form) {
  form.addEventListener("draft:restored", ({ detail }) => askFor(detail.rows.filter(([name]) => isRow(name))));
  document.addEventListener("htmx:afterSettle", () => {
    if (document.querySelector("#rows[data-new]")) {
      document.querySelector("#rows").removeAttribute("data-new");
      typed();
    }
  });
}
