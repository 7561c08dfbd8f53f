// Moves and stretches appointments on the drawn day, by mouse and by arrow keys; the server decides, this only asks.
// While one is held, #calendar carries data-editing, so that nothing that is pushed takes it out of the hand; an answer of
// the server draws the day anew even so, and whoever held or had chosen an appointment holds it in the new day.
const STEP = 15;
const DAY = 1440;
const PULL = 4;
let held = null;
let [swallow, chosen] = [false, null];

const board = () => document.getElementById("calendar");
const lanes = () => [...document.querySelectorAll("#calendar .lane")];
const two = (number) => String(number).padStart(2, "0");
const clock = (minute) => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
const perMinute = (lane) => lane.offsetHeight / ((Number(board().dataset.last) - Number(board().dataset.first)) * 15);
const bounded = (minute, length) => Math.max(0, Math.min(DAY - Math.min(length, DAY), minute));
const say = (text) => (document.querySelector("[data-cal-said]").textContent = text);

function hold(element) {
  const { dataset } = element;
  const lane = lanes().indexOf(element.closest(".lane"));
  const one = { start: Number(dataset.start), minutes: Number(dataset.minutes), lane };
  held = { element, was: one, now: { ...one } };
  board().dataset.editing = "";
  element.classList.add("held-by-hand");
}

function draw() {
  const { element, was, now } = held;
  const lane = lanes()[was.lane];
  const unit = perMinute(lane);
  const aside = lanes()[now.lane].getBoundingClientRect().left - lane.getBoundingClientRect().left;
  const place = { translate: `${aside}px ${(now.start - was.start) * unit}px` };
  if (now.minutes !== was.minutes) place.height = `${now.minutes * unit - 2}px`;
  held.drawn?.cancel();
  held.drawn = element.animate([place], { duration: 0, fill: "forwards" });
  say(`${lanes()[now.lane].dataset.name}, ${clock(now.start)}–${clock((now.start + now.minutes) % DAY)}`);
}

function letGo() {
  held.element.classList.remove("held-by-hand");
  held.drawn?.cancel();
  delete board().dataset.editing;
  held = null;
}

function drop() {
  const { element, was, now } = held;
  const changed = was.start !== now.start || was.minutes !== now.minutes || was.lane !== now.lane;
  const [from, to] = [lanes()[was.lane], lanes()[now.lane]];
  letGo();
  if (!changed) return;
  const values = { day: to.dataset.day, at: clock(now.start), minutes: now.minutes, version: element.dataset.appointmentVersion, back: board().dataset.here };
  if (from.dataset.resource !== to.dataset.resource) Object.assign(values, { resource: to.dataset.resource, instead_of: from.dataset.resource });
  window.htmx.ajax("POST", element.dataset.move, { target: "#calendar-frame", swap: "outerHTML", values });
}

document.addEventListener("pointerdown", (event) => {
  const element = event.target.closest?.(".cal-ev[data-move]");
  if (!element || event.button || event.pointerType === "touch" || held) return;
  const stretch = event.clientY > element.getBoundingClientRect().bottom - 6;
  hold(element);
  Object.assign(held, { pointer: event.pointerId, x: event.clientX, y: event.clientY, stretch, moved: false });
});

document.addEventListener("pointermove", (event) => {
  if (!held || event.pointerId !== held.pointer) return;
  if (!held.moved && Math.hypot(event.clientX - held.x, event.clientY - held.y) < PULL) return;
  held.moved = true;
  const { was, now } = held;
  const by = Math.round((event.clientY - held.y) / perMinute(lanes()[was.lane]) / STEP) * STEP;
  if (held.stretch) now.minutes = Math.max(STEP, was.minutes + by);
  else {
    now.start = bounded(was.start + by, was.minutes);
    const over = lanes().map((lane) => lane.getBoundingClientRect()).findIndex((box) => event.clientX >= box.left && event.clientX < box.right);
    if (over >= 0) now.lane = over;
  }
  draw();
});

for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, (event) => {
  if (!held || event.pointerId !== held.pointer) return;
  swallow = held.moved;
  if (end === "pointerup" && held.moved) drop();
  else letGo();
  setTimeout(() => (swallow = false));
});

document.addEventListener("dragstart", (event) => event.target.closest?.(".cal-ev") && event.preventDefault());

document.addEventListener("click", (event) => {
  if (swallow) {
    event.preventDefault();
    event.stopPropagation();
    return;
  }
  const lane = event.target.closest?.(".lane[data-new]");
  if (!lane || event.target !== lane) return;
  const minute = Number(board().dataset.first) * 15 + (event.clientY - lane.getBoundingClientRect().top) / perMinute(lane);
  location.assign(`${lane.dataset.new}&at=${clock(Math.min(DAY - STEP, Math.floor(minute / STEP) * STEP))}`);
}, true);

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const element = event.target.closest?.(".cal-ev[data-move]");
  const step = { ArrowDown: STEP, ArrowUp: -STEP }[event.key];
  const side = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!element) {
    if (side && board() && event.target.matches("body, main, #calendar, .lane")) document.querySelector(`[data-cal-go="${side}"]`)?.click();
    return;
  }
  if (step || side) {
    if (!held) hold(element);
    const { now } = held;
    if (step && event.shiftKey) now.minutes = Math.max(STEP, now.minutes + step);
    else if (step) now.start = bounded(now.start + step, now.minutes);
    else now.lane = Math.max(0, Math.min(lanes().length - 1, now.lane + side));
    draw();
  } else if (held && event.key === "Enter") drop();
  else if (held && event.key === "Escape") {
    letGo();
    say("");
  } else return;
  event.preventDefault();
});

document.addEventListener("focusout", () => held && held.pointer === undefined && !chosen && letGo());

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const element = detail.shouldSwap && detail.target.id === "calendar-frame" && (held?.element ?? document.activeElement?.closest(".cal-ev[data-move]"));
  chosen = element ? { id: element.dataset.id, lane: lanes().indexOf(element.closest(".lane")) } : null;
});

document.addEventListener("htmx:afterSwap", () => {
  if (!chosen) return;
  const twins = [...document.querySelectorAll(`.cal-ev[data-move][data-id="${chosen.id}"]`)];
  const element = twins.find((one) => lanes().indexOf(one.closest(".lane")) === chosen.lane) ?? twins[0];
  const before = held;
  if (before?.pointer === undefined) element?.focus({ preventScroll: true });
  chosen = held = null;
  if (!before || !element) return;
  // What was done with it by hand counts from where it stands now.
  hold(element);
  const { was, now } = held;
  now.minutes = Math.max(STEP, was.minutes + before.now.minutes - before.was.minutes);
  now.start = bounded(was.start + before.now.start - before.was.start, now.minutes);
  now.lane = Math.max(0, Math.min(lanes().length - 1, was.lane + before.now.lane - before.was.lane));
  held = { ...before, element, was, now, drawn: null };
  draw();
});
