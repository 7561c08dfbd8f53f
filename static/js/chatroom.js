// A chat of a firm: the newest message in sight, Enter sends, and another page of the same site finds the chat again.
const key = (firm) => `portico-chat-${firm}`;
const room = document.querySelector("[data-chat-room]");
const home = document.querySelector("[data-chat-home]");

// Browsers may refuse storage inside another site; then each page begins anew, as it does without this.
function kept(firm) {
  try { return localStorage.getItem(key(firm)); } catch { return null; }
}
function keep(firm, address) {
  try {
    if (address) localStorage.setItem(key(firm), address);
    else localStorage.removeItem(key(firm));
  } catch { /* nothing is kept */ }
}

const toEnd = () => {
  const log = document.querySelector(".chatlog");
  if (log) log.scrollTop = log.scrollHeight;
};

if (home) {
  const address = kept(home.dataset.chatHome);
  // Only an address of this very firm, whatever was stored.
  if (address?.startsWith(`/chat/${home.dataset.chatHome}/`)) location.replace(address + location.search);
}
if (room) {
  keep(room.dataset.chatRoom, location.pathname);
  document.querySelector("[data-chat-anew]")?.addEventListener("click", () => keep(room.dataset.chatRoom, ""));
  toEnd();
}

document.addEventListener("htmx:afterSettle", () => {
  toEnd();
  document.querySelector("[data-focus]")?.focus();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || !event.target.matches("[data-send-by-enter]")) return;
  event.preventDefault();
  event.target.form.requestSubmit();
});
