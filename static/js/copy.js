// Copies what a button names by [data-copy], and says so in the button's own words. Without it the text is copied by hand.
for (const button of document.querySelectorAll("[data-copy]")) button.hidden = !navigator.clipboard;

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  const from = button && document.getElementById(button.dataset.copy);
  if (!from) return;
  await navigator.clipboard.writeText(from.value);
  const words = button.querySelector("[data-copy-words]");
  const before = words.textContent;
  words.textContent = button.dataset.copied;
  setTimeout(() => (words.textContent = before), 2500);
});
