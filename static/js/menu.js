// Menus are <details data-menu>: this closes them on Escape, on a click elsewhere and after a choice, and moves by arrow keys.
const open = () => document.querySelector("details[data-menu][open]");
const stops = (menu) => [...menu.querySelectorAll(".pop :is(a, button, input, select)")].filter((el) => el.checkVisibility());

function close(menu, { focus = false } = {}) {
  menu.open = false;
  if (focus) menu.querySelector("summary").focus();
}

document.addEventListener("click", (event) => {
  const menu = open();
  if (menu && !menu.contains(event.target)) close(menu);
  const views = event.target.closest("[data-views-open]");
  const list = document.getElementById("views");
  if (!list) return;
  const show = Boolean(views) && !list.classList.contains("open");
  list.classList.toggle("open", show);
  document.querySelector("[data-views-open]")?.setAttribute("aria-expanded", String(show));
  if (show) list.querySelector("a[aria-current], a")?.focus();
});

document.addEventListener("keydown", (event) => {
  const menu = open();
  if (event.key === "Escape" && document.querySelector(".views.open")) {
    document.querySelector(".views.open").classList.remove("open");
    const button = document.querySelector("[data-views-open]");
    button?.setAttribute("aria-expanded", "false");
    button?.focus();
  }
  if (!menu) return;
  if (event.key === "Escape") {
    close(menu, { focus: true });
    event.stopPropagation();
    return;
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || event.target.matches("select, input[type='datetime-local']")) return;
  event.preventDefault();
  const list = stops(menu);
  const at = list.indexOf(document.activeElement);
  list[(at + step + list.length) % list.length]?.focus();
});

document.addEventListener("toggle", (event) => {
  if (event.target.matches?.("details[data-menu]") && event.target.open) event.target.querySelector(".pop :is(input[type='search'])")?.focus();
}, true);

document.addEventListener("htmx:afterRequest", (event) => {
  const menu = event.target.closest?.("details[data-menu]");
  if (menu && event.detail.successful) close(menu);
});
