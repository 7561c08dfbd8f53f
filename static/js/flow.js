// The drawing of a flow: nodes are dragged, joined from their lower edge, moved and deleted by keys. What was done is
// sent by the page's own form and the fresh page takes the place of the old one, so the list and the drawing agree.
// What the verifier finds comes a little later, into the head, the list, the drawing and the problems: never into the boxes.
const EDGE = 12;
const STEP = 20;
let drag = null;
let scroll = null;
let asked = false;

const flow = () => document.querySelector("[data-flow]");
const canvas = () => document.querySelector("[data-canvas]");
const form = () => document.querySelector("form[data-place]");
const nodes = () => [...canvas().querySelectorAll("[data-node]")];
const named = (name) => nodes().find((node) => node.dataset.node === name);
const at = (node) => ({ x: Number(node.getAttribute("x")), y: Number(node.getAttribute("y")) });
const point = (event) => new DOMPoint(event.clientX, event.clientY).matrixTransform(canvas().getScreenCTM().inverse());
const curve = (x1, y1, x2, y2) => {
  const bend = Math.max(30, Math.abs(y2 - y1) / 2);
  return `M${x1} ${y1}C${x1} ${y1 + bend} ${x2} ${y2 - bend} ${x2} ${y2}`;
};

// What is replaced once the verifier has judged; the chosen node's boxes may be half typed.
const JUDGED = [".pagehead", ".nodes", ".canvas", "#problems"];
const ASK_EVERY = 1000;

// The nth link or button, so that the focus stays where it was.
const stops = (part) => [...part.querySelectorAll("a, button, summary")];

function exchange(fresh) {
  for (const selector of JUDGED) {
    const [old, part] = [flow().querySelector(selector), fresh.querySelector(selector)];
    if (!old || !part || old.querySelector("details[open]")) continue;
    const [top, left, focused] = [old.scrollTop, old.scrollLeft, stops(old).indexOf(document.activeElement)];
    old.replaceWith(part);
    [part.scrollTop, part.scrollLeft] = [top, left];
    if (focused >= 0) stops(part)[focused]?.focus({ preventScroll: true });
  }
}

async function read(address, options) {
  const answer = await fetch(address, options);
  return new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-flow]");
}

async function follow() {
  const problems = document.getElementById("problems");
  if (!problems || document.hidden) return;
  const check = problems.querySelector("form[data-check]");
  if (problems.dataset.proof === "stale" && check && !asked) {
    asked = true;
    const fresh = await read(check.action, { method: "POST", body: new URLSearchParams(new FormData(check)) });
    if (fresh && !drag) document.getElementById("problems")?.replaceWith(fresh.querySelector("#problems"));
    return;
  }
  if (problems.dataset.proof !== "checking") return;
  const answer = await fetch(problems.dataset.proofUrl, { headers: { accept: "application/json" } });
  if (!answer.ok || (await answer.json()).state === "checking" || drag) return;
  const fresh = await read(location.href.split("#")[0]);
  // Somebody may have begun to drag, or saved, while the page was on its way.
  if (fresh && !drag && document.getElementById("problems") === problems) exchange(fresh);
}

async function keepFollowing() {
  try {
    await follow();
  } catch {
    // The next second may bring an answer.
  }
  setTimeout(keepFollowing, ASK_EVERY);
}

async function send(target, values, focus) {
  const data = new FormData(target);
  for (const [name, value] of Object.entries(values)) data.set(name, value);
  scroll = document.querySelector(".canvas")?.scrollTop;
  const answer = await fetch(target.action, { method: "POST", body: new URLSearchParams(data) });
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-flow]");
  if (!fresh) {
    location.assign(answer.url);
    return;
  }
  flow().replaceWith(fresh);
  window.htmx?.process(fresh);
  if (answer.ok) history.replaceState(null, "", answer.url);
  document.querySelector(".canvas").scrollTop = scroll ?? 0;
  const node = focus && named(focus);
  (node?.querySelector("a") ?? document.querySelector("[role='alert']"))?.focus({ preventScroll: true });
}

function redraw(node) {
  const { x, y } = at(node);
  const name = node.dataset.node;
  for (const edge of canvas().querySelectorAll(".edge")) {
    const [x1, y1, , , , , x2, y2] = edge.getAttribute("d").match(/-?[\d.]+/g).map(Number);
    const dx = x - drag.from.x;
    const dy = y - drag.from.y;
    const home = edge.dataset.home ?? `${x1} ${y1} ${x2} ${y2}`;
    edge.dataset.home = home;
    const [a, b, c, d] = home.split(" ").map(Number);
    const from = edge.dataset.from === name ? [a + dx, b + dy] : [a, b];
    const to = edge.dataset.to === name ? [c + dx, d + dy] : [c, d];
    if (edge.dataset.from === name || edge.dataset.to === name) edge.setAttribute("d", curve(...from, ...to));
  }
}

function looseExit(name) {
  const card = [...document.querySelectorAll("[data-card]")].find((one) => one.dataset.card === name);
  return card?.querySelector("[data-loose]")?.dataset.loose ?? card?.querySelector("[data-exit-name]")?.dataset.exitName;
}

document.addEventListener("pointerdown", (event) => {
  const node = event.target.closest?.("[data-node]");
  if (!node || event.button || !form()) return;
  const box = node.getBoundingClientRect();
  const isJoin = event.clientY > box.bottom - EDGE;
  drag = { node, isJoin, start: point(event), from: at(node), moved: false, pointer: event.pointerId };
  if (isJoin) {
    drag.line = document.createElementNS("http://www.w3.org/2000/svg", "path");
    drag.line.setAttribute("class", "edge new");
    canvas().prepend(drag.line);
  }
});

document.addEventListener("pointermove", (event) => {
  if (!drag || event.pointerId !== drag.pointer) return;
  const here = point(event);
  const [dx, dy] = [here.x - drag.start.x, here.y - drag.start.y];
  if (Math.abs(dx) + Math.abs(dy) > 4) drag.moved = true;
  if (!drag.moved) return;
  if (drag.isJoin) drag.line.setAttribute("d", curve(drag.start.x, drag.start.y, here.x, here.y));
  else {
    drag.node.setAttribute("x", Math.round((drag.from.x + dx) / 10) * 10);
    drag.node.setAttribute("y", Math.round((drag.from.y + dy) / 10) * 10);
    redraw(drag.node);
  }
});

document.addEventListener("pointerup", (event) => {
  if (!drag || event.pointerId !== drag.pointer) return;
  const { node, isJoin, from, moved, line } = drag;
  const name = node.dataset.node;
  const now = at(node);
  drag = null;
  line?.remove();
  if (!moved) return;
  // The click that follows a drag must not open the node.
  document.addEventListener("click", (click) => click.preventDefault(), { once: true, capture: true });
  setTimeout(() => document.dispatchEvent(new Event("portico:dragged")));
  if (!isJoin) {
    send(form(), { act: "place", node: name, x: now.x - from.x, y: now.y - from.y }, name);
    return;
  }
  const over = document.elementsFromPoint(event.clientX, event.clientY).map((one) => one.closest("[data-node]")).find(Boolean);
  const exit = looseExit(name);
  if (over && exit) send(form(), { act: "join", node: name, exit, to: over.dataset.node }, name);
});

document.addEventListener("dragstart", (event) => event.target.closest?.("[data-node]") && event.preventDefault());

document.addEventListener("keydown", (event) => {
  const node = event.target.closest?.("[data-node]");
  if (!node || !form()) return;
  const name = node.dataset.node;
  const step = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] }[event.key];
  if (step && event.altKey) send(form(), { act: "place", node: name, x: step[0], y: step[1] }, name);
  else if (event.key === "Delete") send(form(), { act: "remove", node: name });
  else return;
  event.preventDefault();
});

setTimeout(keepFollowing, ASK_EVERY);
