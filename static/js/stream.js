// The stream of entries sticks to its end only while the reader is there; otherwise a button counts what is new below.
const NEAR = 80;
let below = 0;

const stream = () => document.querySelector("[data-stream]");
const button = () => document.querySelector("[data-below]");
const atEnd = (box) => box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;

function settle() {
  below = 0;
  if (button()) button().hidden = true;
}

function toEnd() {
  const box = stream();
  if (box) box.scrollTop = box.scrollHeight;
  settle();
}

function start() {
  const box = stream();
  if (!box) return;
  const named = location.hash.startsWith("#entry-") && document.querySelector(`[id="${CSS.escape(location.hash.slice(1))}"]`);
  const unread = box.querySelector(".unread-rule");
  if (named) named.scrollIntoView({ block: "center" });
  else if (unread && box.scrollHeight - unread.offsetTop > box.clientHeight) unread.scrollIntoView({ block: "start" });
  else toEnd();
  box.addEventListener("scroll", () => atEnd(box) && settle(), { passive: true });
}

let wasAtEnd = true;
document.addEventListener("portico:before-fragment", () => {
  const box = stream();
  wasAtEnd = !box || atEnd(box);
});

document.addEventListener("portico:fragment", (event) => {
  const { fresh, isNew } = event.detail;
  const box = stream();
  if (!box?.contains(fresh)) return;
  if (wasAtEnd) toEnd();
  else if (isNew) {
    below += 1;
    const words = button().dataset;
    button().textContent = below === 1 ? words.one : words.many.replace("#", below);
    button().hidden = false;
  }
});

// The answer to one's own reply carries the entry; the socket may have brought it first, or bring it next.
document.addEventListener("htmx:oobBeforeSwap", (event) => {
  const list = event.detail.target;
  if (!list.id.startsWith("entries-")) return;
  event.detail.shouldSwap = false;
  const fragments = [...event.detail.fragment.querySelectorAll(".entry")].map((entry) => ({
    id: entry.id, version: Number(entry.dataset.version), html: entry.outerHTML, where: "append", target: list.id,
  }));
  document.dispatchEvent(new CustomEvent("portico:html", { detail: { fragments } }));
  toEnd();
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-below]")) toEnd();
});
document.addEventListener("portico:open", start);
document.addEventListener("portico:composer", () => wasAtEnd && toEnd());
start();
