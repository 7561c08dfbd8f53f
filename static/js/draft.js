// The reply box: text or note, draft kept on the server while typing, Ctrl+Enter, "is writing" for colleagues.
const PAUSE = 800;
const TYPING_EVERY = 3000;
let timer;
let typedAt = 0;
let keepFocus = false;

const READING = 5000;
const arrived = new Map();

function newestRead() {
  const entries = [...document.querySelectorAll(".entry[data-seq]")];
  const read = entries.filter((entry) => Date.now() - (arrived.get(entry.id) ?? 0) > READING);
  return Math.max(0, ...read.map((entry) => Number(entry.dataset.seq)));
}

const composer = () => document.querySelector("[data-composer]");
const headers = () => JSON.parse(document.body.getAttribute("hx-headers"));
const field = (form) => form.querySelector(`textarea[data-for~="${form.dataset.mode}"]`);
const clock = () => new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" }).format(new Date());

function body(form) {
  return new URLSearchParams({ text: form.elements.text.value, note: form.elements.note.value, mode: form.dataset.mode });
}

async function save() {
  const form = composer();
  clearTimeout(timer);
  timer = undefined;
  if (!form) return;
  const sign = form.querySelector("[data-saved]");
  try {
    const answer = await fetch(form.dataset.draftUrl, { method: "POST", headers: headers(), body: body(form), keepalive: true });
    sign.textContent = answer.ok ? `${sign.dataset.word} ${clock()}` : "";
  } catch {
    // Offline: the text is still in the box, and the next pause or the connection's return saves it.
    sign.textContent = "";
    timer = setTimeout(save, PAUSE * 10);
  }
}

function setMode(form, mode) {
  form.dataset.mode = mode;
  form.elements.mode.value = mode;
  form.setAttribute("hx-post", mode === "note" ? form.dataset.noteUrl : form.dataset.replyUrl);
  form.action = form.getAttribute("hx-post");
  for (const button of form.querySelectorAll("[data-mode-to]")) button.setAttribute("aria-pressed", String(button.dataset.modeTo === mode));
}

document.addEventListener("htmx:configRequest", (event) => {
  // htmx remembers the address it found first; the box posts to the one of its present mode.
  if (!event.detail.elt.matches("[data-composer]")) return;
  event.detail.path = event.detail.elt.getAttribute("hx-post");
  event.detail.parameters.after = Math.max(Number(event.detail.elt.elements.after.value), newestRead());
});

// A colleague's reply that was pushed a moment ago is on the screen but hardly read: only after a while does it count.
document.addEventListener("portico:html", (event) => {
  for (const fragment of event.detail.fragments) if (!arrived.has(fragment.id)) arrived.set(fragment.id, Date.now());
});

document.addEventListener("input", (event) => {
  if (!event.target.matches("[data-autosave]")) return;
  clearTimeout(timer);
  timer = setTimeout(save, PAUSE);
  if (Date.now() - typedAt < TYPING_EVERY) return;
  typedAt = Date.now();
  const form = event.target.form;
  document.dispatchEvent(new CustomEvent("portico:typing", { detail: { conversation: form.dataset.conversation, note: form.dataset.mode === "note" } }));
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-mode-to]");
  if (!button) return;
  setMode(button.form, button.dataset.modeTo);
  field(button.form)?.focus();
});

document.addEventListener("portico:reveal", (event) => {
  const area = event.detail;
  if (area.matches("[data-autosave]") && !area.dataset.for.split(" ").includes(area.form.dataset.mode)) setMode(area.form, area.dataset.for.split(" ")[0]);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !event.target.matches("[data-autosave]")) return;
  event.preventDefault();
  event.target.form.requestSubmit(event.target.form.querySelector(`.foot [data-send][data-for="${event.target.form.dataset.mode}"]`));
});

document.addEventListener("htmx:beforeRequest", (event) => {
  if (!event.target.matches("[data-composer]")) return;
  clearTimeout(timer);
  timer = undefined;
  keepFocus = event.target.contains(document.activeElement);
  event.target.querySelector(`.foot [data-send][data-for="${event.target.dataset.mode}"]`)?.setAttribute("aria-busy", "true");
});

document.addEventListener("htmx:afterRequest", (event) => {
  if (event.target.matches?.("[data-composer]")) event.target.querySelector("[aria-busy]")?.removeAttribute("aria-busy");
});

document.addEventListener("htmx:afterSettle", (event) => {
  if (!event.detail.elt.matches?.("[data-composer]")) return;
  if (keepFocus) field(event.detail.elt)?.focus();
  document.dispatchEvent(new CustomEvent("portico:composer"));
});

document.addEventListener("htmx:beforeSwap", (event) => event.detail.target.id === "desk" && timer && save());
addEventListener("pagehide", () => timer && save());
document.addEventListener("portico:up", (event) => event.detail.again && timer && save());

// They asked for no more texts, or for texts again, while the box stands open: what was written stays, sending follows.
document.addEventListener("portico:fragment", ({ detail: { fragment, fresh } }) => {
  if (!fragment.id.startsWith("gate-")) return;
  for (const part of fresh.closest("[data-composer]")?.querySelectorAll("textarea[data-for='text'], [data-send][data-for='text']") ?? []) part.disabled = fresh.dataset.allowed === "no";
});
