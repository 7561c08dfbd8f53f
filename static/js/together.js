// A customer and the firm fill in one form at once. A question somebody is writing in is not replaced by what the other wrote: both
// are told once it is kept.
function first(box) {
  return [...box.options].find((one) => one.defaultSelected) ?? box.options[0];
}

function isTouched(box) {
  if (box.type === "hidden" || !box.name) return false;
  if (box.matches("select")) return box.value !== first(box)?.value;
  return box.matches("[type='checkbox'], [type='radio']") ? box.checked !== box.defaultChecked : box.value !== box.defaultValue;
}

document.addEventListener("htmx:oobBeforeSwap", (event) => {
  const question = event.detail.target;
  if (!question.matches?.(".question")) return;
  if ([...question.querySelectorAll("input, select, textarea")].some(isTouched)) event.detail.shouldSwap = false;
});
