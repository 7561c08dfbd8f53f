// Draws the week of opening hours from its boxes, and writes into them what is drawn, moved, stretched or taken away.
const STEP = 15;
const DAY = 1440;
const MOST = 8;

const grid = () => document.querySelector("[data-weekgrid]");
const week = () => grid()?.closest("form");
const columns = () => [...grid().querySelectorAll("[data-day]")];
const words = (key, values) => Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, value), grid().dataset[key]);
const clock = (minute) => `${String(Math.floor(minute / 60) % 24).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
const minute = (text) => (/^\d\d:\d\d/.test(text) ? Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5)) : null);
const bounded = (one, { from = one.from, length = one.length, day = one.day }) => ({ day: (day + 7) % 7, from: Math.max(0, Math.min(DAY - STEP, from)), length: Math.max(STEP, Math.min(DAY, length)) });
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

function bar(one, day, from, to, kind) {
  const element = document.createElement(kind);
  element.className = kind === "button" ? "wk-win" : "wk-win tail";
  const at = Math.min(Math.round(from / STEP), DAY / STEP - 1);
  Object.assign(element.dataset, { key: one.key, windowDay: one.day, from: one.from, length: one.length, at, to: Math.max(at + 1, Math.round(to / STEP)) });
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
    button.disabled = week().querySelector("fieldset").disabled;
    button.setAttribute("aria-label", name(one));
    button.textContent = `${clock(one.from)}–${clock(end)}`;
    const parts = end > DAY ? [button, bar(one, one.day + 1, 0, end - DAY, "div")] : [button];
    parts.forEach((part) => part.classList.toggle("clash", bad.has(one.key)));
    if (one.key === focused) button.focus({ preventScroll: true });
  }
  grid().querySelector("[data-clash]").textContent = found.length ? words("overlap", { first: name(found[0][0]), second: name(found[0][1]) }) : "";
}

function changed() {
  document.querySelector("[data-unsaved]")?.removeAttribute("hidden");
  draw();
}

function freeBox(day) {
  const mine = boxes().filter((one) => one.day === day);
  const empty = mine.find((one) => !one.opens.value && !one.closes.value);
  if (empty || mine.length >= MOST) return empty;
  const twin = mine.at(-1).box.cloneNode(true);
  twin.classList.remove("bad");
  twin.querySelectorAll(".error").forEach((error) => error.remove());
  twin.querySelectorAll("input").forEach((input) => {
    const name = `${input.name.split("-")[0]}-${day}-${mine.length}`;
    Object.assign(input, { name, id: `id_${name}`, value: "" });
  });
  mine.at(-1).box.after(twin);
  return boxes().filter((one) => one.day === day).at(-1);
}

const say = (text) => (grid().querySelector("[data-said]").textContent = text);

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
  changed();
  return { ...home, day, from, length };
}

function focusOn(one) {
  grid().querySelector(`button[data-key="${one.key}"]`)?.focus();
  say(name(one));
}

// What weekdrag.js asks for: a drawn window's new place. It reads the window as it then stands.
document.addEventListener("week:put", (event) => {
  const { one, change, isDone } = event.detail;
  const known = windows().find((other) => other.key === one.key) ?? one;
  event.detail.now = change ? put(known, bounded(known, change)) : known;
  if (isDone) focusOn(event.detail.now);
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
    changed();
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
  if (event.target.closest?.(".window") && grid()) changed();
});
document.addEventListener("htmx:afterSettle", draw);
draw();
