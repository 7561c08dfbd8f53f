// The make-believe phone: Enter sends, suggestions fill the box, the talk stays scrolled to its end.
const screen = () => document.querySelector("[data-stick]");
const toEnd = () => screen() && (screen().scrollTop = screen().scrollHeight);
let count = 0;

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || !event.target.matches("[data-enter-sends]")) return;
  event.preventDefault();
  event.target.form.requestSubmit();
});

document.addEventListener("click", (event) => {
  const chip = event.target.closest("[data-fill]");
  if (!chip) return;
  const box = document.querySelector(chip.dataset.fill);
  box.value = chip.textContent;
  box.focus();
});

document.addEventListener("change", (event) => event.target.closest("[data-submit-on-change]")?.requestSubmit());

document.addEventListener("htmx:afterRequest", (event) => {
  if (!event.target.matches?.("[data-clear-after]") || !event.detail.successful) return;
  event.target.querySelector("textarea").value = "";
});

document.addEventListener("htmx:afterSettle", () => {
  const now = document.querySelectorAll(".bubbles-in > li").length;
  if (now !== count) toEnd();
  count = now;
});
toEnd();
