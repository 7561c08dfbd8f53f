// The drawing of a flow: nodes are dragged, joined from their lower edge, moved and deleted by keys. What was done is
// sent by the page's own form and the fresh page takes the place of the old one, so the list and the drawing agree.
// flowproof.js shows what the verifier finds, flowkeys.js takes lines away and undoes: they ask for it by "flow:send".
const EDGE = 12;
const STEP = 20;
let drag = null;
let scroll = null;

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

document.addEventListener("flow:send", ({ detail }) => send(detail.form, detail.values, detail.focus));

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

document.addEventListener("pointerdown", (event) => {
  const port = event.target.closest?.("[data-port]");
  const node = port ? named(port.dataset.of) : event.target.closest?.("[data-node]");
  if (!node || event.button || !form()) return;
  const isJoin = Boolean(port) || event.clientY > node.getBoundingClientRect().bottom - EDGE;
  const exit = (port ?? (isJoin && portAt(node, point(event).x)))?.dataset?.port;
  drag = { node, isJoin, exit, start: point(event), from: at(node), moved: false, pointer: event.pointerId };
  canvas().dataset.dragging = "";
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
  delete canvas().dataset.dragging;
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
