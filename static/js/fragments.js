// Puts pushed partials into the page. Older versions are dropped, what was removed stays removed, and a part that holds the
// focus, half-typed text or an open menu is exchanged only once the reader has left it.
const waiting = new Map();
const removed = new Map();
const STOPS = "a, button, summary, input";
let pressed = null;
const version = (element) => Number(element?.dataset.version ?? -1);

function parse(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content.firstElementChild;
}

function isBusy(element) {
  // Whoever presses a button means the one they see.
  if (pressed && element.contains(pressed)) return true;
  // What has asked the server something must stay until the answer: htmx reads from its parents what to do with it.
  if (element.matches(".htmx-request, [data-editing]") || element.querySelector("details[open]:not([data-keep]), .htmx-request")) return true;
  // Nobody is cut off in the middle of a recording.
  if ([...element.querySelectorAll("audio")].some((sound) => !sound.paused)) return true;
  const focused = document.activeElement;
  return element.contains(focused) && focused.matches("input:not([type='checkbox']), select, textarea");
}

// What somebody has chosen or typed in a menu that stays open is still there in the menu that takes its place.
function refill(from, to) {
  for (const field of from.querySelectorAll("input[id]:not([type='hidden']), select[id], textarea[id]")) {
    const twin = to.querySelector(`#${CSS.escape(field.id)}`);
    if (!twin) continue;
    twin.value = field.value;
    if (twin.selectedIndex === -1) twin.selectedIndex = 0;
  }
}

function restore(from, to) {
  const focusAt = [...from.querySelectorAll(STOPS)].indexOf(document.activeElement);
  const box = from.querySelector("[name='conversation']");
  if (box?.checked) to.querySelector("[name='conversation']").checked = true;
  const kept = [...to.querySelectorAll("details[data-keep]")];
  from.querySelectorAll("details[data-keep]").forEach((fold, at) => {
    const twin = fold.dataset.keep ? kept.find((other) => other.dataset.keep === fold.dataset.keep) : kept[at];
    if (!twin) return;
    twin.open = fold.open;
    if (fold.open) refill(fold, twin);
  });
  if (from.matches("[aria-current]") && from.id.startsWith("row-")) to.setAttribute("aria-current", "true");
  return () => focusAt >= 0 && to.querySelectorAll(STOPS)[focusAt]?.focus({ preventScroll: true });
}

function replace(present, fresh) {
  const refocus = restore(present, fresh);
  present.replaceWith(fresh);
  refocus();
}

function insert(fresh, fragment) {
  const target = document.getElementById(fragment.target);
  if (!target) return false;
  // What has an order stands by it: a message the carrier brought late goes above those that were written after it, and what
  // is prepended goes before the first that is older.
  const { order } = fresh.dataset;
  const follows = (child) => (fragment.where === "append" ? child.dataset.order > order : child.dataset.order < order);
  const next = order ? [...target.children].find(follows) : null;
  if (next) next.before(fresh);
  else if (fragment.where === "prepend" && !order) target.prepend(fresh);
  else target.append(fresh);
  return true;
}

export function apply(fragment) {
  const present = document.getElementById(fragment.id);
  if (fragment.version < (removed.get(fragment.id) ?? -1) || (present && fragment.version < version(present))) return;
  if (fragment.where === "remove") {
    removed.set(fragment.id, fragment.version);
    present?.remove();
    document.dispatchEvent(new CustomEvent("portico:removed", { detail: fragment }));
    return;
  }
  const fresh = parse(fragment.html);
  if (!fresh || present?.isEqualNode(fresh)) return;
  if (present && isBusy(present)) {
    waiting.set(fragment.id, fragment);
    return;
  }
  const ask = new CustomEvent("portico:before-fragment", { cancelable: true, detail: { fragment, fresh, present } });
  if (!document.dispatchEvent(ask)) return;
  if (present) replace(present, fresh);
  else if (!insert(fresh, fragment)) return;
  window.htmx?.process(fresh);
  document.dispatchEvent(new CustomEvent("portico:fragment", { detail: { fragment, fresh, isNew: !present } }));
}

function applyWaiting() {
  for (const [id, fragment] of waiting) {
    const present = document.getElementById(id);
    if (present && isBusy(present)) continue;
    waiting.delete(id);
    apply(fragment);
  }
}

// After a long absence the server says "resync": the page is read again and its parts are compared by version.
async function resync() {
  const answer = await fetch(location.href, { headers: { "x-portico-resync": "1" } });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const place = fresh.getElementById("inbox");
  const page = fresh.querySelector("[data-live-page]");
  const dock = fresh.getElementById("dock");
  if (dock) apply({ id: "dock", version: version(dock), html: dock.outerHTML, where: "replace" });
  for (const element of page?.querySelectorAll("[id][data-version]") ?? []) {
    apply({ id: element.id, version: version(element), html: element.outerHTML, where: "prepend", target: element.parentElement.id });
  }
  for (const element of document.querySelectorAll("[data-live-page] [id][data-version]")) if (page && !fresh.getElementById(element.id)) element.remove();
  if (page?.dataset.sinceEvent) document.querySelector("[data-live-page]").dataset.sinceEvent = page.dataset.sinceEvent;
  if (!place) return;
  for (const element of fresh.querySelectorAll("[id^='row-'], [id^='entry-'], [id^='head-'], [id^='person-'], [id^='gate-']")) {
    const target = element.parentElement.id;
    apply({ id: element.id, version: version(element), html: element.outerHTML, where: "append", target });
  }
  for (const row of document.querySelectorAll("#rows > [id^='row-']")) if (!fresh.getElementById(row.id) && !fresh.getElementById("rows-more")) row.remove();
  const values = Object.fromEntries([...fresh.querySelectorAll("[data-count]")].map((node) => [node.dataset.count, node.textContent]));
  document.dispatchEvent(new CustomEvent("portico:counts", { detail: { values } }));
  document.getElementById("inbox").dataset.sinceEvent = place.dataset.sinceEvent;
}

document.addEventListener("portico:html", (event) => event.detail.fragments.forEach(apply));
document.addEventListener("portico:resync", resync);
document.addEventListener("pointerdown", (event) => (pressed = event.target), true);
for (const name of ["pointerup", "pointercancel"])
  document.addEventListener(name, () => {
    pressed = null;
    setTimeout(applyWaiting);
  }, true);
document.addEventListener("focusout", () => setTimeout(applyWaiting));
document.addEventListener("toggle", () => setTimeout(applyWaiting), true);
document.addEventListener("pause", () => setTimeout(applyWaiting), true);
for (const name of ["htmx:afterRequest", "htmx:afterSettle"]) document.addEventListener(name, () => setTimeout(applyWaiting));
