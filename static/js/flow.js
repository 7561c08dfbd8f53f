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
  const [movedX, movedY] = [x - drag.from.x, y - drag.from.y];
  for (const port of canvas().querySelectorAll("[data-of]"))
    if (port.dataset.of === name) port.setAttribute("transform", `translate(${movedX} ${movedY})`);
  for (const edge of canvas().querySelectorAll(".edge, .hit")) {
    const [x1, y1, , , , , x2, y2] = edge.getAttribute("d").match(/-?[\d.]+/g).map(Number);
    const home = edge.dataset.home ?? `${x1} ${y1} ${x2} ${y2}`;
    edge.dataset.home = home;
    const [a, b, c, d] = home.split(" ").map(Number);
    const from = edge.dataset.from === name ? [a + movedX, b + movedY] : [a, b];
    const to = edge.dataset.to === name ? [c + movedX, d + movedY] : [c, d];
    if (edge.dataset.from === name || edge.dataset.to === name) edge.setAttribute("d", curve(...from, ...to));
  }
}

// The exit that is taken hold of: the dot itself, else the dot nearest to where the lower edge was touched.
function portAt(node, x) {
  const ports = [...canvas().querySelectorAll("[data-port]")].filter((port) => port.dataset.of === node.dataset.node);
  const away = (port) => Math.abs(Number(port.getAttribute("cx")) - x);
  return ports.sort((one, other) => away(one) - away(other))[0];
}

// A line that is chosen shows a cross; pressing it, or Delete, takes the line away.
function offerCut(line) {
  const middle = line.getPointAtLength(line.getTotalLength() / 2);
  const cut = document.createElementNS("http://www.w3.org/2000/svg", "g");
  cut.setAttribute("class", "cut");
  cut.setAttribute("transform", `translate(${middle.x} ${middle.y})`);
  cut.innerHTML = '<circle r="9"/><path d="M-4 -4L4 4M4 -4L-4 4"/>';
  cut.addEventListener("mousedown", (event) => event.preventDefault());
  cut.addEventListener("click", () => takeAway(line));
  canvas().append(cut);
}

function takeAway(line) {
  const { from, exit } = line.dataset;
  send(form(), { act: "join", node: from, exit, to: "" }, from);
}

document.addEventListener("focusin", (event) => event.target.matches?.(".canvas .hit") && offerCut(event.target));
document.addEventListener("focusout", (event) => {
  if (event.target.matches?.(".canvas .hit")) canvas()?.querySelectorAll(".cut").forEach((cut) => cut.remove());
});

document.addEventListener("pointerdown", (event) => {
  const port = event.target.closest?.("[data-port]");
  const node = port ? named(port.dataset.of) : event.target.closest?.("[data-node]");
  if (!node || event.button || !form()) return;
  const isJoin = Boolean(port) || event.clientY > node.getBoundingClientRect().bottom - EDGE;
  const exit = (port ?? (isJoin && portAt(node, point(event).x)))?.dataset?.port;
  drag = { node, isJoin, exit, start: point(event), from: at(node), moved: false, pointer: event.pointerId };
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
  const { node, isJoin, exit, from, moved, line } = drag;
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
  if (over && exit) send(form(), { act: "join", node: name, exit, to: over.dataset.node }, name);
});

document.addEventListener("dragstart", (event) => event.target.closest?.("[data-node]") && event.preventDefault());

// In a box, undo is the browser's own.
const isTyping = (element) => element.matches?.("input:not([type='checkbox'], [type='radio']), textarea, select");

document.addEventListener("keydown", (event) => {
  const steps = document.querySelector("form[data-steps]");
  if (!steps || event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey) || event.altKey || isTyping(event.target)) return;
  event.preventDefault();
  const act = event.shiftKey ? "redo" : "undo";
  if (steps.querySelector(`[value="${act}"]`)?.disabled === false) send(steps, { act }, event.target.closest?.("[data-node]")?.dataset.node);
});

document.addEventListener("keydown", (event) => {
  if (!event.target.matches?.(".canvas .hit") || !["Delete", "Backspace"].includes(event.key)) return;
  event.preventDefault();
  takeAway(event.target);
});

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
