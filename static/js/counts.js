// Figures that change while the page is open: view counts, the rail, the door. A frame names them as data-count does.
document.addEventListener("portico:counts", (event) => {
  for (const [name, value] of Object.entries(event.detail.values ?? {})) {
    for (const node of document.querySelectorAll(`[data-count="${CSS.escape(name)}"]`)) {
      if (node.textContent !== String(value)) node.textContent = value;
      if (node.classList.contains("count")) node.hidden = !value || value === "0" || value === 0;
    }
  }
  for (const [name, value] of Object.entries(event.detail.since ?? {})) {
    for (const node of document.querySelectorAll(`[data-count-since="${CSS.escape(name)}"]`)) {
      node.dataset.since = value ?? "";
      const frame = node.closest("[data-door-longest]");
      if (frame) frame.hidden = !value;
    }
  }
  const waiting = document.querySelector("[data-count='door-waiting']")?.textContent;
  const dot = document.querySelector("[data-door-dot]");
  if (!dot) return;
  dot.classList.toggle("warn", waiting !== "0");
  dot.classList.toggle("ok", waiting === "0");
});

// Who looks at a conversation, and who writes: the words come from the inbox, the names from the frame.
document.addEventListener("portico:viewing", (event) => {
  const { conversation, members = [], typing = false } = event.detail;
  const words = document.getElementById("inbox")?.dataset;
  const others = members.filter((member) => member.id !== document.body.dataset.member);
  if (!words) return;
  const text = (one, many) => (others.length === 1 ? one.replace("#", others[0].name) : many.replace("#", others.length));
  if (typing) {
    const line = document.getElementById(`typing-${conversation}`);
    if (!line) return;
    line.hidden = others.length === 0;
    if (others.length) line.querySelector("[data-typing-text]").textContent = text(words.typingOne, words.typingMany);
    return;
  }
  for (const node of document.querySelectorAll(`[data-viewing="${CSS.escape(conversation)}"]`)) {
    node.hidden = others.length === 0;
    if (others.length) node.querySelector("[data-viewing-text]").textContent = text(words.viewingOne, words.viewingMany);
  }
});
