// The public's booking pages: offers the visitor's own time zone, counts a hold down and says so politely, sends a form once,
// and keeps focus where it was when a month is swapped. Everything works without it.
const pad = (number) => String(number).padStart(2, "0");

function offerZone() {
  const link = document.querySelector("[data-zone-here]");
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!link || !here || here === link.dataset.zone) return;
  const shift = (zone) => new Date().toLocaleString("en", { timeZone: zone });
  if (shift(here) === shift(link.dataset.zone)) return;
  link.textContent = link.dataset.words.replace("{city}", here.split("/").pop().replaceAll("_", " "));
  link.href = link.getAttribute("href").replace("{zone}", encodeURIComponent(here));
  link.hidden = false;
}

function countDown() {
  const hold = document.querySelector("[data-hold]");
  const time = hold?.querySelector("[data-hold-until]");
  if (!time) return;
  const left = Math.floor((Date.parse(time.dataset.holdUntil) - Date.now()) / 1000);
  const said = document.querySelector("[data-hold-said]");
  if (left > 0) {
    time.textContent = `${Math.floor(left / 60)}:${pad(left % 60)}`;
    if (left <= 60 && !said.textContent) said.textContent = hold.dataset.soon;
    setTimeout(countDown, 1000 - (Date.now() % 1000));
    return;
  }
  hold.classList.add("broken");
  hold.querySelector("[data-hold-words]").textContent = hold.dataset.ended;
  said.textContent = hold.dataset.ended;
}

document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (!button?.matches("[data-once], .slot")) return;
  if (button.getAttribute("aria-busy") === "true") event.preventDefault();
  button.setAttribute("aria-busy", "true");
});
// A page that comes back from the browser's memory can be sent again.
window.addEventListener("pageshow", () => document.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy")));

// After a day was chosen, reading goes on with its times; after a month, with the month.
let chosen = "";
document.addEventListener("htmx:beforeRequest", (event) => (chosen = event.detail.elt.id));
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id !== "when") return;
  offerZone();
  const target = chosen.startsWith("day-") ? document.getElementById("day-name") : document.getElementById(chosen);
  target?.focus({ preventScroll: true });
  if (chosen.startsWith("day-") && matchMedia("(max-width: 1023px)").matches) target?.scrollIntoView({ block: "start" });
});

document.querySelector("[data-autofocus], .field.bad :is(input, textarea)")?.focus();
offerZone();
countDown();
