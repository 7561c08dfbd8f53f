// The bar of bulk acts: appears with the first chosen row, counts, chooses all shown, clears. Shift extends the choice.
let anchor;

const boxes = () => [...document.querySelectorAll("#rows input[name='conversation']")];
const chosen = () => boxes().filter((box) => box.checked);

function draw() {
  const bar = document.querySelector("[data-bulk]");
  if (!bar) return;
  const count = chosen().length;
  bar.hidden = count === 0;
  document.getElementById("list").classList.toggle("choosing", count > 0);
  bar.querySelector("[data-bulk-count]").textContent = count === 1 ? bar.dataset.one : bar.dataset.many.replace("#", count);
}

document.addEventListener("click", (event) => {
  const box = event.target.closest("#rows input[name='conversation']");
  if (box) {
    const all = boxes();
    if (event.shiftKey && anchor && all.includes(anchor)) {
      const [from, to] = [all.indexOf(anchor), all.indexOf(box)].sort((a, b) => a - b);
      for (const between of all.slice(from, to + 1)) between.checked = box.checked;
    }
    anchor = box;
    draw();
    return;
  }
  const every = event.target.closest("[data-bulk-all]");
  const none = event.target.closest("[data-bulk-clear]");
  if (!every && !none) return;
  const limit = Number(document.querySelector("[data-bulk]").dataset.limit);
  boxes().forEach((one, index) => {
    one.checked = Boolean(every) && index < limit;
  });
  draw();
});
document.addEventListener("portico:fragment", draw);
document.addEventListener("portico:removed", draw);
document.addEventListener("htmx:afterSettle", draw);
