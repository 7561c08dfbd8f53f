// One question at a time on a phone: the questions of a stage stand one after another, with Back and Next below. Without a script,
// and on wider screens, the whole stage is shown.
const narrow = matchMedia("(max-width: 719px)");
const form = document.querySelector("[data-steps]");

function shown() {
  return [...form.querySelectorAll(".question[data-step]:not([hidden])")];
}

function button(words, kind, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = `btn lg ${kind}`;
  made.textContent = words;
  made.addEventListener("click", act);
  return made;
}

let at = null;
const foot = document.createElement("div");
foot.className = "stepfoot";

function go(by) {
  const steps = shown();
  const next = steps[steps.findIndex((step) => step.id === at) + by];
  if (!next) return;
  at = next.id;
  show();
  next.querySelector("input:not([type='hidden']), textarea, select, canvas")?.focus();
  scrollTo({ top: 0 });
}

function show() {
  const steps = shown();
  const isOn = narrow.matches && steps.length > 1;
  if (!steps.some((step) => step.id === at)) at = (steps.find((step) => step.matches(".bad")) ?? steps[0])?.id;
  const place = steps.findIndex((step) => step.id === at);
  for (const step of steps) step.classList.toggle("off", isOn && step.id !== at);
  for (const head of form.querySelectorAll("[data-step-head]"))
    head.classList.toggle("off", isOn && !head.parentElement.querySelector(".question[data-step]:not(.off, [hidden])"));
  const isLast = place === steps.length - 1;
  form.querySelector("[data-step-last]").classList.toggle("off", isOn && !isLast);
  foot.hidden = !isOn;
  foot.replaceChildren();
  if (!isOn) return;
  if (place > 0) foot.append(button(form.dataset.stepsBack, "", () => go(-1)));
  if (!isLast) foot.append(button(form.dataset.stepsNext, "primary", () => go(1)));
}

if (form) {
  form.querySelector("[data-step-last]").before(foot);
  show();
  narrow.addEventListener("change", show);
  document.addEventListener("htmx:afterSettle", show);
  // Enter in a field goes to the next question, and sends only at the last.
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || foot.hidden || !event.target.matches("input:not([type='file'])")) return;
    const steps = shown();
    if (steps.at(-1)?.id === at) return;
    event.preventDefault();
    go(1);
  });
}
