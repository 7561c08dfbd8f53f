// The list never moves under the pointer: a new conversation waits behind a bar, a row changes in place and finds its new
// place only when the pointer and the focus have left the list.
const queued = new Map();
const moving = new Set();
const list = () => document.getElementById("rows");
const isHeld = () => list()?.matches(":hover") || list()?.contains(document.activeElement);

function announce() {
  const bar = document.getElementById("new-rows");
  if (!bar) return;
  bar.hidden = queued.size === 0;
  bar.textContent = queued.size === 1 ? bar.dataset.one : bar.dataset.many.replace("#", queued.size);
}

function markCurrent() {
  const open = document.getElementById("desk")?.dataset.conversation;
  for (const row of document.querySelectorAll("#rows > .item")) {
    if (row.id === `row-${open}`) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
  }
}

function showEmpty() {
  const place = document.querySelector(".list-empty");
  if (place) place.hidden = Boolean(document.querySelector("#rows > .item")) || queued.size > 0;
}

// A row with data-order stands where a fresh page would put it, others on top.
function place(row) {
  const key = row.dataset.order;
  const before = (other) => (list().dataset.ordered === "asc" ? other.dataset.order > key : other.dataset.order < key);
  const next = key && [...list().querySelectorAll(":scope > .item")].find((other) => other !== row && other.dataset.order && before(other));
  if (next) next.before(row);
  else if (key) list().insertBefore(row, list().querySelector(":scope > .more"));
  else list().prepend(row);
}

function rearrange() {
  if (isHeld()) return;
  for (const id of moving) {
    const row = document.getElementById(id);
    if (row) place(row);
  }
  moving.clear();
}

document.addEventListener("portico:before-fragment", (event) => {
  const { fragment, present } = event.detail;
  if (!fragment.id.startsWith("row-")) return;
  if (present) {
    if (fragment.where === "prepend") moving.add(fragment.id);
    return;
  }
  const open = document.getElementById("desk")?.dataset.conversation;
  const isOpen = fragment.id === `row-${open}`;
  if (isOpen || fragment.released || fragment.where !== "prepend") return;
  event.preventDefault();
  const held = queued.get(fragment.id);
  if (!held || held.version <= fragment.version) queued.set(fragment.id, fragment);
  announce();
  showEmpty();
});

document.addEventListener("portico:fragment", (event) => {
  if (!event.detail.fragment.id.startsWith("row-")) return;
  if (event.detail.isNew) place(event.detail.fresh);
  markCurrent();
  showEmpty();
  rearrange();
});

document.addEventListener("portico:removed", (event) => {
  queued.delete(event.detail.id);
  announce();
  showEmpty();
});

document.addEventListener("click", (event) => {
  if (!event.target.closest("#new-rows")) return;
  const fragments = [...queued.values()].map((fragment) => ({ ...fragment, released: true }));
  queued.clear();
  announce();
  document.dispatchEvent(new CustomEvent("portico:html", { detail: { fragments } }));
  document.getElementById("list").scrollTop = 0;
  document.querySelector("#rows > .item > a")?.focus();
});

document.addEventListener("pointerout", (event) => {
  if (event.target.closest?.("#rows") && !event.relatedTarget?.closest?.("#rows")) setTimeout(rearrange);
});
document.addEventListener("focusout", () => setTimeout(rearrange));
document.addEventListener("portico:open", markCurrent);
document.addEventListener("htmx:afterSettle", markCurrent);
