// Lines of a flow's drawing are taken away by their cross or by Delete, and steps undone by keys; flow.js sends it.
function send(values, focus, form = document.querySelector("form[data-place]")) {
  document.dispatchEvent(new CustomEvent("flow:send", { detail: { form, values, focus } }));
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
  document.querySelector("[data-canvas]").append(cut);
}

function takeAway(line) {
  const { from, exit } = line.dataset;
  send({ act: "join", node: from, exit, to: "" }, from);
}

document.addEventListener("focusin", (event) => event.target.matches?.(".canvas .hit") && offerCut(event.target));
document.addEventListener("focusout", (event) => {
  if (event.target.matches?.(".canvas .hit")) document.querySelectorAll("[data-canvas] .cut").forEach((cut) => cut.remove());
});

// In a box, undo is the browser's own.
const isTyping = (element) => element.matches?.("input:not([type='checkbox'], [type='radio']), textarea, select");

document.addEventListener("keydown", (event) => {
  const steps = document.querySelector("form[data-steps]");
  if (!steps || event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey) || event.altKey || isTyping(event.target)) return;
  event.preventDefault();
  const act = event.shiftKey ? "redo" : "undo";
  if (steps.querySelector(`[value="${act}"]`)?.disabled === false) send({ act }, event.target.closest?.("[data-node]")?.dataset.node, steps);
});

document.addEventListener("keydown", (event) => {
  if (!event.target.matches?.(".canvas .hit") || !["Delete", "Backspace"].includes(event.key)) return;
  event.preventDefault();
  takeAway(event.target);
});
