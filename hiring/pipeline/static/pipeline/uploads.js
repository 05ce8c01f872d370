// The files of a form are sent one after the other, and each one's rows put in its place.
const form = document.querySelector("form[data-uploads]");
const input = form?.querySelector("input[type=file]");
const results = form && document.getElementById(form.dataset.uploads);
const count = results?.querySelector("[data-upload-count]");
const total = { all: 0, done: 0, refused: 0 };

function tell() {
  const done = total.all === 1 ? count.dataset.doneOne : count.dataset.done;
  const text = total.done < total.all ? count.dataset.progress : done;
  count.textContent = text.replace(/\{(\w+)\}/g, (_, name) => total[name]);
}

function waitingRow(file) {
  const row = results.querySelector("[data-upload-row]").content.firstElementChild.cloneNode(true);
  row.querySelector(".file-name").textContent = file.name;
  results.querySelector("tbody").append(row);
  return row;
}

function failed(row) {
  row.querySelector("[data-state]").textContent = row.querySelector("[data-note]").dataset.failedState;
  row.querySelector("[data-note]").textContent = row.querySelector("[data-note]").dataset.failed;
  row.removeAttribute("aria-busy");
  total.refused += 1;
}

async function send(file, row) {
  const note = row.querySelector("[data-note]");
  note.textContent = note.dataset.reading;
  const body = new FormData(form);
  body.delete(input.name);
  body.append(input.name, file);
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { "HX-Request": "true" } });
    if (!answer.ok) throw new Error(answer.statusText);
    const rows = document.createElement("template");
    rows.innerHTML = await answer.text();
    total.refused += rows.content.querySelectorAll("[data-refused]").length;
    const people = rows.content.querySelectorAll("tr:not([data-refused], [data-columns])").length;
    row.replaceWith(rows.content);
    if (people) results.querySelector(".upload-next").hidden = false;
  } catch {
    failed(row);
  }
}

form?.addEventListener("submit", async (event) => {
  const files = [...input.files];
  if (form.dataset.sending) event.preventDefault();
  if (form.dataset.sending) return;
  if (!form.reportValidity()) {
    event.preventDefault();
    return;
  }
  event.preventDefault();
  form.dataset.sending = "yes";
  results.hidden = false;
  results.focus();
  const rows = files.map(waitingRow);
  total.all += files.length;
  for (const [place, file] of files.entries()) {
    tell();
    await send(file, rows[place]);
    total.done += 1;
  }
  tell();
  input.value = "";
  delete form.dataset.sending;
  // A single spreadsheet has one thing to do next.
  const sheet = files.length === 1 && results.querySelector("tbody tr:only-child[data-columns]");
  if (sheet) window.location.assign(sheet.dataset.columns);
});

window.addEventListener("beforeunload", (event) => { if (form?.dataset.sending) event.preventDefault(); });
