// Keeps the line of the present where it belongs, shows the hours of work first, and marks whose sheet is open.
const loaded = Date.now();

function place() {
  const board = document.getElementById("calendar");
  const line = board?.querySelector(".cal-now");
  if (!line) return;
  // The server says which minute it printed; only what has passed since is counted here, whatever the zone.
  line.dataset.from ??= board.dataset.now;
  line.dataset.since ??= String(Date.now());
  const minute = Math.min(1439, Number(line.dataset.from) + Math.floor((Date.now() - Number(line.dataset.since)) / 60000));
  line.dataset.at = String(Math.floor(minute / 15));
  line.dataset.plus = String(minute % 15);
}

function mark() {
  const open = document.querySelector("#sheet [data-appointment]")?.dataset.appointment;
  for (const element of document.querySelectorAll(".cal-ev[data-id]")) {
    if (open && element.dataset.id === open) element.setAttribute("aria-current", "true");
    else element.removeAttribute("aria-current");
  }
}

function near() {
  const line = document.querySelector("#calendar .cal-now");
  if (line && Date.now() - loaded < 5000) line.scrollIntoView({ block: "center" });
}

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-sheet-close]")) return;
  event.preventDefault();
  const open = document.querySelector("#sheet [data-appointment]")?.dataset.appointment;
  document.getElementById("sheet").replaceChildren();
  mark();
  document.querySelector(`.cal-ev[data-id="${open}"]`)?.focus();
});
document.addEventListener("htmx:afterSettle", (event) => {
  place();
  mark();
  if (event.target.id === "sheet") event.target.querySelector("h2")?.focus();
});
document.addEventListener("portico:fragment", () => {
  place();
  mark();
});
place();
mark();
near();
setInterval(place, 30000);
