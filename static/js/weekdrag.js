// Draws, moves and stretches windows of the week by mouse; week.js, asked by "week:put", writes them into their boxes.
const STEP = 15;
const DAY = 1440;
const EDGE = 7;
let drag = null;

const columns = () => [...document.querySelectorAll("[data-weekgrid] [data-day]")];
const snapped = (track, y) => Math.round(((y - track.getBoundingClientRect().top) / track.offsetHeight) * (DAY / STEP)) * STEP;

function ask(one, change, isDone = false) {
  const asked = new CustomEvent("week:put", { detail: { one, change, isDone } });
  document.dispatchEvent(asked);
  return asked.detail.now;
}

function windowOf({ dataset }) {
  return { key: dataset.key, day: Number(dataset.windowDay), from: Number(dataset.from), length: Number(dataset.length) };
}

function modeOf(element, one, y) {
  const box = element.getBoundingClientRect();
  const isTail = element.matches(".tail");
  const spills = one.from + one.length > DAY && !isTail;
  if (y > box.bottom - EDGE && !spills) return "to";
  return y < box.top + EDGE && !isTail ? "from" : "move";
}

document.addEventListener("pointerdown", (event) => {
  const track = event.target.closest?.(".wk-track");
  if (!track || event.button || track.closest("fieldset").disabled) return;
  const day = columns().findIndex((column) => column.contains(track));
  const element = event.target.closest(".wk-win");
  const at = snapped(track, event.clientY);
  if (element) {
    const one = windowOf(element);
    drag = { mode: modeOf(element, one, event.clientY), one, day, at, since: one };
  } else {
    if (event.pointerType === "touch") return;
    drag = { mode: "to", one: { day, from: Math.min(at, DAY - STEP), length: 0 } };
  }
  event.preventDefault();
  drag.pointer = event.pointerId;
  document.querySelector("[data-weekgrid]").setPointerCapture(event.pointerId);
});

document.addEventListener("pointermove", (event) => {
  if (!drag || event.pointerId !== drag.pointer) return;
  const { since, one } = drag;
  const at = snapped(columns()[one.day].querySelector(".wk-track"), event.clientY);
  if (drag.mode === "to") {
    const tail = since && drag.day !== since.day ? DAY : 0;
    const length = at + tail - one.from;
    if (one.key || length >= STEP) drag.one = ask(one, { length });
  } else if (drag.mode === "from") {
    const from = Math.max(0, Math.min(at, since.from + since.length - STEP));
    drag.one = ask(one, { from, length: since.from + since.length - from });
  } else {
    const over = columns().map((column) => column.getBoundingClientRect()).findIndex((box) => event.clientX >= box.left && event.clientX < box.right);
    const day = over < 0 ? one.day : (since.day + over - drag.day + 7) % 7;
    drag.one = ask(one, { day, from: since.from + at - drag.at });
  }
});

for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, (event) => {
  if (!drag || event.pointerId !== drag.pointer) return;
  if (drag.one.key) ask(drag.one, null, true);
  drag = null;
});
