// For a firm's own site: a button in the corner that opens the firm's chat beside the page, which stays usable.
//   <script src="…/chat.js" data-chat="https://…/chat/firm/" data-label="Chat with us" defer></script>
// It keeps no cookie. That the chat was open is remembered for the tab, so that it is there on the next page too.
(() => {
  const own = document.currentScript;
  const spoken = document.documentElement.lang.slice(0, 2).toLowerCase();
  const words = { en: { open: "Chat with us", close: "Close the chat" }, es: { open: "Escríbanos", close: "Cerrar el chat" } };
  const said = words[spoken] ?? words.en;
  const label = own.dataset.label || said.open;
  const scheme = getComputedStyle(document.documentElement).colorScheme;
  const look = !scheme.includes("dark") ? "light" : scheme.includes("light") ? "auto" : "dark";

  const remember = (is) => {
    try { sessionStorage.setItem("portico-chat", is ? "open" : ""); } catch { /* not remembered */ }
  };
  const wasOpen = () => {
    try { return sessionStorage.getItem("portico-chat") === "open"; } catch { return false; }
  };

  function makePanel(button) {
    const address = new URL(own.dataset.chat, location.href);
    address.searchParams.set("embed", look);
    if (words[spoken] && !address.searchParams.has("lang")) address.searchParams.set("lang", spoken);
    const panel = document.createElement("section");
    panel.className = "portico-chat";
    panel.dataset.look = look;
    panel.setAttribute("aria-label", label);
    const close = document.createElement("button");
    close.type = "button";
    close.className = "portico-close";
    close.textContent = "×";
    close.setAttribute("aria-label", said.close);
    const frame = document.createElement("iframe");
    frame.className = "portico-frame";
    frame.title = label;
    frame.src = address.href;
    const shut = () => {
      panel.hidden = true;
      button.hidden = false;
      remember(false);
      button.focus();
    };
    close.addEventListener("click", shut);
    panel.addEventListener("keydown", (event) => event.key === "Escape" && shut());
    // What a framed page says is taken from that frame, and from the address it was given, alone.
    addEventListener("message", (event) => {
      if (event.source !== frame.contentWindow || event.origin !== address.origin) return;
      if (event.data?.portico === "booking" && event.data.closes && !panel.hidden) shut();
    });
    panel.append(close, frame);
    document.body.append(panel);
    return panel;
  }

  function start() {
    const sheet = document.createElement("link");
    sheet.rel = "stylesheet";
    sheet.href = new URL("../css/embed.css", own.src).href;
    document.head.append(sheet);
    const button = document.createElement("button");
    button.type = "button";
    button.className = "portico-button";
    button.textContent = label;
    let panel = null;
    const open = (isAsked) => {
      panel ??= makePanel(button);
      panel.hidden = false;
      button.hidden = true;
      remember(true);
      if (isAsked) panel.querySelector("iframe").focus();
    };
    button.addEventListener("click", () => open(true));
    document.body.append(button);
    if (wasOpen()) open(false);
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
