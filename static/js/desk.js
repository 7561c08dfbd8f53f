// What follows a click in the list: the row is marked, the title changes, the conversation counts as read, and on a phone
// the panes follow each other with working back arrows.
const desk = () => document.getElementById("desk");
const headers = () => JSON.parse(document.body.getAttribute("hx-headers"));
const suffix = document.title.includes(" · ") ? document.title.slice(document.title.lastIndexOf(" · ")) : "";

function markRead() {
  const thread = document.querySelector("[data-read-url]");
  if (!thread || document.visibilityState !== "visible") return;
  const seq = Math.max(...[...thread.querySelectorAll(".entry")].map((entry) => Number(entry.dataset.seq)), 0);
  if (Number(thread.dataset.readSeq ?? -1) >= seq) return;
  thread.dataset.readSeq = seq;
  fetch(thread.dataset.readUrl, { method: "POST", headers: headers(), body: new URLSearchParams({ seq }) }).catch(() => {
    // Without a connection the mark stays unset; coming back tries again.
    delete thread.dataset.readSeq;
  });
}

function opened() {
  document.dispatchEvent(new CustomEvent("portico:open"));
  if (desk()?.dataset.title) document.title = `${desk().dataset.title}${suffix}`;
  const row = document.querySelector("#rows > .item[aria-current]");
  row?.classList.remove("unread");
  markRead();
}

document.addEventListener("click", (event) => {
  const step = event.target.closest("[data-pane-to]");
  if (!step || !desk()) return;
  event.preventDefault();
  desk().dataset.pane = step.dataset.paneTo;
  document.querySelector(step.dataset.paneTo === "list" ? "#rows > .item[aria-current] > a" : ".only-p[data-pane-to]")?.focus();
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-read-it]");
  if (!link) return;
  event.preventDefault();
  document.querySelector(link.getAttribute("href"))?.scrollIntoView({ block: "center" });
});

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.elt.id !== "desk" && !event.detail.elt.closest?.("#desk > .conv")) return;
  if (event.detail.target?.id === "desk" || event.detail.elt.id === "desk") opened();
});
document.addEventListener("portico:fragment", (event) => event.detail.isNew && event.detail.fresh.closest("[data-read-url]") && markRead());
document.addEventListener("visibilitychange", markRead);
markRead();
