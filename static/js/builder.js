// Building a form: what is changed in a box is kept at once and the fresh page takes the place of the old one; pieces are
// dragged by their handle, or moved with Alt and the arrows. Without a script every button works as it stands.
let last = Promise.resolve();
let dragged = null;

const builder = () => document.querySelector("[data-builder]");
const steps = () => document.getElementById("steps");

async function show(answer, focus) {
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-builder]");
  if (!fresh) {
    location.assign(answer.url);
    return;
  }
  const scrolled = [...builder().querySelectorAll(":scope > section")].map((one) => one.scrollTop);
  // Words that were typed while the answer was on its way stay.
  const typing = document.activeElement;
  const typed = typing?.id && builder().contains(typing) ? { id: typing.id, value: typing.value, start: typing.selectionStart } : null;
  const isTouched = typed && typing.value !== typing.defaultValue && typing.matches("input:not([type='checkbox']), textarea");
  builder().replaceWith(fresh);
  [...fresh.querySelectorAll(":scope > section")].forEach((one, n) => { one.scrollTop = scrolled[n] ?? 0; });
  const same = typed && document.getElementById(typed.id);
  if (same && isTouched) same.value = typed.value;
  const wanted = focus === "piece" ? fresh.querySelector(".piece [aria-current]") : focus ? document.getElementById(focus) : same;
  (fresh.querySelector("[data-autofocus]") ?? wanted)?.focus({ preventScroll: true });
  if (same && same === wanted && typed.start != null && same.matches("input:not([type='checkbox']), textarea")) same.setSelectionRange(typed.start, typed.start);
  if (answer.ok && answer.url !== location.href && !answer.url.includes("/act/")) history.replaceState(null, "", answer.url);
}

// One after another: each step is made on the page the one before has left.
function send(form, values, focus) {
  const data = new FormData(form);
  last = last.then(async () => {
    for (const [name, value] of Object.entries(values)) data.set(name, value);
    data.set("version", builder().dataset.formVersion);
    if (builder().dataset.mark) data.set("mark", builder().dataset.mark);
    await show(await fetch(form.action, { method: "POST", body: new URLSearchParams(data) }), focus);
  }).catch(() => document.dispatchEvent(new CustomEvent("portico:offline")));
  return last;
}

document.addEventListener("change", (event) => {
  const form = event.target.closest?.("form[data-piece]");
  if (form) send(form, { act: "keep" });
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!builder()?.contains(form) || form.matches("[data-plain]")) return;
  event.preventDefault();
  const button = event.submitter;
  const focus = button?.form === form && form.matches("[data-piece]") ? null : "piece";
  send(form, button?.name ? { [button.name]: button.value } : {}, focus);
});

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-go]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  last = last.then(async () => show(await fetch(link.href), "piece")).catch(() => location.assign(link.href));
});

document.addEventListener("keydown", (event) => {
  const piece = event.target.closest?.(".piece > a")?.parentElement;
  const act = { ArrowUp: "up", ArrowDown: "down" }[event.key];
  if (!piece || !act || !event.altKey || !steps()) return;
  event.preventDefault();
  send(steps(), { step: `${act} ${piece.dataset.place}` }, "piece");
});

// What may be dropped where: before a piece of its own kind, or into what holds its kind.
const fits = (over) => over && dragged && over !== dragged && [0, 1].includes(dragged.dataset.level - over.dataset.level);
const over = (event) => event.target.closest?.(".piece");
const unmark = () => document.querySelectorAll(".piece.over").forEach((one) => one.classList.remove("over"));

document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.(".piece[draggable]") ?? null;
  if (dragged) event.dataTransfer.effectAllowed = "move";
});
document.addEventListener("dragover", (event) => {
  if (!fits(over(event))) return;
  event.preventDefault();
  unmark();
  over(event).classList.add("over");
});
document.addEventListener("drop", (event) => {
  const target = over(event);
  if (!fits(target)) return;
  event.preventDefault();
  send(steps(), { step: `drop ${dragged.dataset.place}`, to: target.dataset.place }, "piece");
});
document.addEventListener("dragend", () => {
  unmark();
  dragged = null;
});
