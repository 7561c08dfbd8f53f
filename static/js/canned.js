// Saved replies: chosen from the menu or by `/` at the start of a line, put where the caret stands.
const menu = () => document.querySelector("[data-canned-menu]");
const area = () => document.querySelector("textarea[data-canned]");

function insert(text) {
  const box = area();
  const before = box.value.slice(0, box.selectionStart).replace(/\/$/, "");
  const after = box.value.slice(box.selectionEnd);
  box.value = before + text + after;
  box.setSelectionRange(before.length + text.length, before.length + text.length);
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.focus();
}

function filter(words) {
  for (const reply of menu().querySelectorAll("[data-canned-text]")) reply.hidden = !reply.textContent.toLowerCase().includes(words.toLowerCase());
}

document.addEventListener("input", (event) => {
  if (event.target.matches("[data-canned-find]")) filter(event.target.value);
  if (!event.target.matches("[data-canned]") || event.data !== "/" || !menu()) return;
  const line = event.target.value.slice(0, event.target.selectionStart).split("\n").pop();
  if (line !== "/") return;
  menu().open = true;
});

document.addEventListener("click", (event) => {
  const reply = event.target.closest("[data-canned-text]");
  if (!reply) return;
  menu().open = false;
  insert(reply.dataset.cannedText);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches("[data-canned-find]")) return;
  event.preventDefault();
  [...menu().querySelectorAll("[data-canned-text]")].find((reply) => !reply.hidden)?.click();
});
