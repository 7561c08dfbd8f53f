// Draws the week of opening hours from its boxes, and writes into them what is drawn, moved, stretched or taken away.
const STEP = 15;
const DAY = 1440;
const MOST = 8;
const EDGE = 7;
let drag = null;

const grid = () => document.querySelector("[data-weekgrid]");
const week = () => grid()?.closest("form");
const isFixed = () => week().querySelector("fieldset").disabled;
const columns = () => [...grid().querySelectorAll("[data-day]")];
const words = (key, values) => Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, value), grid().dataset[key]);
const clock = (minute) => `${String(Math.floor(minute / 60) % 24).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
const minute = (text) => (/^\d\d:\d\d/.test(text) ? Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5)) : null);
const name = (one) => words("window", { day: columns()[one.day].dataset.name, from: clock(one.from), to: clock(one.from + one.length) });

function boxes() {
  return [...week().querySelectorAll(".window")].map((box) => {
    const [opens, closes] = box.querySelectorAll("input");
    return { box, opens, closes, key: opens.name, day: Number(opens.name.split("-")[1]) };
  });
}

function windows() {
  return boxes().flatMap((one) => {
    const [from, to] = [minute(one.opens.value), minute(one.closes.value)];
    // An end not after the start is on the next day; equal ends are a whole day.
    return from === null || to === null ? [] : [{ ...one, from, length: ((to - from - 1 + DAY) % DAY) + 1 }];
  });
}

function place(element, from, to) {
  element.style.top = `${(from / DAY) * 100}%`;
  element.style.height = `${((to - from) / DAY) * 100}%`;
}

function bar(one, day, from, to, kind) {
  const element = document.createElement(kind);
  element.className = kind === "button" ? "wk-win" : "wk-win tail";
  element.dataset.key = one.key;
  place(element, from, to);
  columns()[day % 7].querySelector(".wk-track").append(element);
  return element;
}

function clashes(all) {
  const ordered = all.map((one) => ({ one, start: one.day * DAY + one.from })).sort((a, b) => a.start - b.start);
  if (ordered.length < 2) return [];
  const around = [...ordered, { one: ordered[0].one, start: ordered[0].start + 7 * DAY }];
  return around.slice(1).flatMap((later, at) => (later.start < around[at].start + around[at].one.length ? [[around[at].one, later.one]] : []));
}

function draw() {
  if (!grid()) return;
  grid().hidden = false;
  const focused = document.activeElement?.dataset.key;
  const all = windows();
  const found = clashes(all);
  const bad = new Set(found.flat().map((one) => one.key));
  grid().querySelectorAll(".wk-win").forEach((old) => old.remove());
  for (const one of all) {
    const end = one.from + one.length;
    const button = bar(one, one.day, one.from, Math.min(end, DAY), "button");
    button.type = "button";
    button.disabled = isFixed();
    button.setAttribute("aria-label", name(one));
    button.textContent = `${clock(one.from)}–${clock(end)}`;
    const parts = end > DAY ? [button, bar(one, one.day + 1, 0, end - DAY, "div")] : [button];
    parts.forEach((part) => part.classList.toggle("clash", bad.has(one.key)));
    if (one.key === focused) button.focus({ preventScroll: true });
  }
  grid().querySelector("[data-clash]").textContent = found.length ? words("overlap", { first: name(found[0][0]), second: name(found[0][1]) }) : "";
}

function freeBox(day) {
  const mine = boxes().filter((one) => one.day === day);
  const empty = mine.find((one) => !one.opens.value && !one.closes.value);
  if (empty || mine.length >= MOST) return empty;
  const twin = mine.at(-1).box.cloneNode(true);
  twin.classList.remove("bad");
  twin.querySelectorAll(".error").forEach((error) => error.remove());
  twin.querySelectorAll("input").forEach((input) => {
    const [end] = input.name.split("-");
    input.name = `${end}-${day}-${mine.length}`;
    input.id = `id_${input.name}`;
    input.value = "";
  });
  mine.at(-1).box.after(twin);
  return boxes().filter((one) => one.day === day).at(-1);
}

function say(text) {
  grid().querySelector("[data-said]").textContent = text;
}

// Writes a window into its boxes, or into free ones of another day; gives the window as it stands now.
function put(one, { day = one.day, from = one.from, length = one.length }) {
  const home = one.key && day === one.day ? one : freeBox(day);
  if (!home) {
    say(grid().dataset.full);
    return one;
  }
  if (one.key && home.key !== one.key) one.opens.value = one.closes.value = "";
  home.opens.value = clock(from);
  home.closes.value = clock(from + length);
  document.querySelector("[data-unsaved]")?.removeAttribute("hidden");
  const now = { ...home, day, from, length };
  draw();
  return now;
}

function bounded(one, { from = one.from, length = one.length, day = one.day }) {
  return { day: (day + 7) % 7, from: Math.max(0, Math.min(DAY - STEP, from)), length: Math.max(STEP, Math.min(DAY, length)) };
}

function focusOn(one) {
  grid().querySelector(`button[data-key="${one.key}"]`)?.focus();
  say(name(one));
}

const snapped = (track, y) => Math.round(((y - track.getBoundingClientRect().top) / track.offsetHeight) * (DAY / STEP)) * STEP;

document.addEventListener("pointerdown", (event) => {
  const track = event.target.closest?.(".wk-track");
  if (!track || event.button || isFixed()) return;
  const day = columns().findIndex((column) => column.contains(track));
  const element = event.target.closest(".wk-win");
  const at = snapped(track, event.clientY);
  if (!element) {
    if (event.pointerType === "touch") return;
    drag = { mode: "to", one: { day, from: Math.min(at, DAY - STEP), length: 0 } };
  } else {
    const one = windows().find((other) => other.key === element.dataset.key);
    const box = element.getBoundingClientRect();
    const isTail = element.matches(".tail");
    const spills = one.from + one.length > DAY && !isTail;
    const mode = event.clientY > box.bottom - EDGE && !spills ? "to" : event.clientY < box.top + EDGE && !isTail ? "from" : "move";
    drag = { mode, one, day, at, since: one };
  }
  event.preventDefault();
  drag.pointer = event.pointerId;
  grid().setPointerCapture(event.pointerId);
});

document.addEventListener("pointermove", (event) => {
  if (!drag || event.pointerId !== drag.pointer) return;
  const over = columns().findIndex((column) => event.clientX >= column.getBoundingClientRect().left && event.clientX < column.getBoundingClientRect().right);
  const at = snapped(columns()[drag.one.day].querySelector(".wk-track"), event.clientY);
  const { since, one } = drag;
  if (drag.mode === "to") {
    const tail = since && drag.day !== since.day ? DAY : 0;
    const length = at + tail - one.from;
    if (one.key || length >= STEP) drag.one = put(one, bounded(one, { length }));
  } else if (drag.mode === "from") {
    const from = Math.max(0, Math.min(at, since.from + since.length - STEP));
    drag.one = put(one, bounded(one, { from, length: since.from + since.length - from }));
  } else {
    const day = over < 0 ? one.day : (since.day + over - drag.day + 7) % 7;
    drag.one = put(one, bounded(one, { day, from: since.from + at - drag.at }));
  }
});

for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, (event) => {
  if (!drag || event.pointerId !== drag.pointer) return;
  if (drag.one.key) focusOn(drag.one);
  drag = null;
});

document.addEventListener("keydown", (event) => {
  const one = event.target.matches?.("button.wk-win") && windows().find((other) => other.key === event.target.dataset.key);
  if (!one || event.ctrlKey || event.metaKey) return;
  const step = { ArrowDown: STEP, ArrowUp: -STEP }[event.key];
  const side = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (step && event.altKey) focusOn(put(one, bounded(one, { from: one.from + step, length: one.from + step < 0 ? one.length : one.length - step })));
  else if (step) focusOn(put(one, bounded(one, event.shiftKey ? { length: one.length + step } : { from: one.from + step })));
  else if (side) focusOn(put(one, bounded(one, { day: one.day + side })));
  else if (event.key === "Enter") one.opens.focus();
  else if (event.key === "Delete" || event.key === "Backspace") {
    one.opens.value = one.closes.value = "";
    document.querySelector("[data-unsaved]")?.removeAttribute("hidden");
    draw();
    columns()[one.day].querySelector("[data-add]").focus();
    say(words("removed", { window: name(one) }));
  } else return;
  event.preventDefault();
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-add]");
  if (!button) return;
  const day = Number(button.closest("[data-day]").dataset.day);
  const last = Math.max(0, ...windows().filter((one) => one.day === day).map((one) => one.from + one.length));
  const from = last ? last + 60 : 9 * 60;
  if (from + 60 > DAY) say(grid().dataset.full);
  else focusOn(put({ day }, { day, from, length: last ? Math.min(120, DAY - from) : 8 * 60 }));
});

document.addEventListener("input", (event) => {
  if (!event.target.closest?.(".window") || !grid()) return;
  document.querySelector("[data-unsaved]")?.removeAttribute("hidden");
  draw();
});
document.addEventListener("htmx:afterSettle", draw);
draw();
