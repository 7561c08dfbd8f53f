// One toast at a time, bottom left, 8 s, kept while hovered or focused. Any script or a HX-Trigger header may ask for one:
// {"portico:toast": {"text": "Conversation resolved", "undo": "/inbox/…/reopen"}}. Errors never come here.
const LIFE = 8000;
let timer;

function dismiss() {
  document.getElementById("toasts")?.replaceChildren();
}

function arm() {
  clearTimeout(timer);
  timer = setTimeout(dismiss, LIFE);
}

function undoButton(url) {
  const button = document.createElement("button");
  button.className = "btn sm";
  button.type = "button";
  button.dataset.key = "z";
  button.textContent = document.getElementById("toasts").dataset.undoLabel;
  button.addEventListener("click", () => {
    dismiss();
    window.htmx.ajax("POST", url, { target: "#desk .conv-head", swap: "outerHTML" });
  });
  return button;
}

document.addEventListener("portico:toast", (event) => {
  const box = document.getElementById("toasts");
  if (!box) return;
  const toast = document.createElement("div");
  toast.className = "toast";
  toast.append(event.detail.text);
  if (event.detail.undo) toast.append(undoButton(event.detail.undo));
  toast.addEventListener("pointerenter", () => clearTimeout(timer));
  toast.addEventListener("pointerleave", arm);
  toast.addEventListener("focusin", () => clearTimeout(timer));
  toast.addEventListener("focusout", arm);
  box.replaceChildren(toast);
  arm();
});
