// What the verifier finds comes a little after each save of a flow, into the head, the list, the drawing and the problems:
// never into the boxes. While a node is dragged (flow.js marks the drawing) nothing is replaced.
let asked = false;

const flow = () => document.querySelector("[data-flow]");
const isDragging = () => Boolean(document.querySelector("[data-canvas][data-dragging]"));

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
    if (fresh && !isDragging()) document.getElementById("problems")?.replaceWith(fresh.querySelector("#problems"));
    return;
  }
  if (problems.dataset.proof !== "checking") return;
  const answer = await fetch(problems.dataset.proofUrl, { headers: { accept: "application/json" } });
  if (!answer.ok || (await answer.json()).state === "checking" || isDragging()) return;
  const fresh = await read(location.href.split("#")[0]);
  // Somebody may have begun to drag, or saved, while the page was on its way.
  if (fresh && !isDragging() && document.getElementById("problems") === problems) exchange(fresh);
}

async function keepFollowing() {
  try {
    await follow();
  } catch {
    // The next second may bring an answer.
  }
  setTimeout(keepFollowing, ASK_EVERY);
}

setTimeout(keepFollowing, ASK_EVERY);
