// Single-key commands (keymap.html lists them). Never in a text field, never with a modifier, off with data-shortcuts="off".
const PLACES = { i: "inbox", c: "contacts", t: "tasks" };
const PREFIX_LIFE = 1500;
let going = 0;

const typing = (element) => element.isContentEditable || element.matches("input:not([type='checkbox'], [type='radio']), textarea, select");
const shown = (selector) => [...document.querySelectorAll(selector)].find((element) => element.checkVisibility());

function move(step) {
  const rows = [...document.querySelectorAll("#rows > .item, .hit, .rows > .task, .review")].filter((row) => row.checkVisibility());
  if (!rows.length) return;
  const focused = rows.findIndex((row) => row.contains(document.activeElement));
  const at = focused >= 0 ? focused : rows.findIndex((row) => row.matches("[aria-current]"));
  const next = rows[Math.min(rows.length - 1, Math.max(0, at + step))];
  const link = next.matches("a") ? next : next.querySelector("a, button");
  link?.focus();
  next.scrollIntoView({ block: "nearest" });
}

function press(key) {
  const element = shown(`[data-key="${key}"]`) ?? document.querySelector(`[data-key="${key}"]`);
  if (!element) return false;
  if (element.matches("details")) {
    element.open = true;
    element.querySelector("summary + * :is(button, select, input)")?.focus();
  } else if (element.matches("textarea, input")) {
    document.dispatchEvent(new CustomEvent("portico:reveal", { detail: element }));
    element.focus();
  } else {
    element.click();
  }
  return true;
}

function choose() {
  const row = document.activeElement.closest("#rows > .item");
  row?.querySelector("input[type='checkbox']")?.click();
}

const COMMANDS = {
  j: () => move(1),
  k: () => move(-1),
  x: choose,
  "?": () => document.getElementById("keymap")?.showModal(),
  r: () => press("r"),
  n: () => press("n"),
  e: () => press("e"),
  h: () => press("h"),
  a: () => press("a"),
  c: () => press("c"),
  m: () => press("m"),
  z: () => press("z"),
  "/": () => press("/"),
};

document.addEventListener("keydown", (event) => {
  if (document.body.dataset.shortcuts === "off" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (typing(event.target) || event.target.closest("dialog[open], details[data-menu][open]")) return;
  if (event.key === "g") {
    going = Date.now();
    return;
  }
  if (Date.now() - going < PREFIX_LIFE && PLACES[event.key]) {
    going = 0;
    document.querySelector(`[data-go="${PLACES[event.key]}"]`)?.click();
    return;
  }
  const command = COMMANDS[event.key];
  if (!command) return;
  event.preventDefault();
  command();
});
