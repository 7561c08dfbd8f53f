// For a firm's own site: shows its booking page in the page, or in a popup from a link or from a button in the corner.
//   <div data-portico-inline><a href="https://…/book/firm/">Book a time</a></div>
//   <a data-portico-popup href="https://…/book/firm/">Book a time</a>
//   <script src="…/embed.js" data-button="https://…/book/firm/" data-label="Book a time" defer></script>
// It keeps no cookie and stores nothing. Without it, or where the firm has not listed the site, plain links remain.
(() => {
  const own = document.currentScript;
  const spoken = document.documentElement.lang.slice(0, 2).toLowerCase();
  const words = { en: { close: "Close", book: "Book a time" }, es: { close: "Cerrar", book: "Reservar una cita" } };
  const said = words[spoken] ?? words.en;

  // Light unless the site itself knows dark: a dark page in a light one looks broken.
  const scheme = getComputedStyle(document.documentElement).colorScheme;
  const look = !scheme.includes("dark") ? "light" : scheme.includes("light") ? "auto" : "dark";

  // What a framed page says is taken from that frame, and from the address it was given, alone.
  function frameOf(address, title, hear) {
    const url = new URL(address, location.href);
    url.searchParams.set("embed", look);
    if (words[spoken] && !url.searchParams.has("lang")) url.searchParams.set("lang", spoken);
    const frame = document.createElement("iframe");
    frame.className = "portico-frame";
    frame.title = title;
    frame.height = "0";
    frame.src = url.href;
    addEventListener("message", (event) => {
      if (event.source !== frame.contentWindow || event.origin !== url.origin) return;
      if (event.data?.portico === "booking") hear(event.data, frame);
    });
    return frame;
  }

  function showInline(place) {
    const link = place.querySelector("a");
    if (!link || place.dataset.porticoInline === "shown") return;
    place.dataset.porticoInline = "shown";
    let pages = 0;
    const hear = (message, frame) => {
      if (message.height) frame.height = String(message.height);
      link.hidden = true;
      if (!message.arrived) return;
      // A frame below the screen is not laid out, so it cannot say yet how tall it is.
      if (frame.height === "0") frame.height = "640";
      pages += 1;
      // A step that was reached begins at its top, also where the one before was longer than the screen.
      if (pages > 1 && frame.getBoundingClientRect().top < 0) frame.scrollIntoView();
    };
    place.append(frameOf(link.href, link.textContent.trim() || said.book, hear));
  }

  function openPopup(address, title, opener) {
    const popup = document.createElement("dialog");
    popup.className = "portico-popup";
    popup.dataset.look = look;
    popup.setAttribute("aria-label", title);
    const close = document.createElement("button");
    close.type = "button";
    close.className = "portico-close";
    close.textContent = "×";
    close.setAttribute("aria-label", said.close);
    const link = document.createElement("a");
    link.href = address;
    link.target = "_blank";
    link.rel = "noopener";
    link.textContent = title;
    const hear = (message, frame) => {
      if (message.closes) return popup.close();
      if (!link.isConnected) return undefined;
      link.remove();
      popup.classList.add("portico-ready");
      return frame.focus();
    };
    popup.append(close, link, frameOf(address, title, hear));
    close.addEventListener("click", () => popup.close());
    popup.addEventListener("click", (event) => event.target === popup && popup.close());
    popup.addEventListener("close", () => {
      popup.remove();
      opener.focus();
    });
    document.body.append(popup);
    popup.showModal();
  }

  function addButton(address, label) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "portico-button";
    button.textContent = label;
    button.addEventListener("click", () => openPopup(address, label, button));
    document.body.append(button);
  }

  function start() {
    document.querySelectorAll("[data-portico-inline]").forEach(showInline);
    if (own.dataset.button) addButton(own.dataset.button, own.dataset.label || said.book);
    // The snippets of one page may each bring the script along.
    if (document.querySelector("link[data-portico]")) return;
    const sheet = document.createElement("link");
    sheet.rel = "stylesheet";
    sheet.href = new URL("../css/embed.css", own.src).href;
    sheet.dataset.portico = "";
    document.head.append(sheet);
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[data-portico-popup]");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      event.preventDefault();
      openPopup(link.href, link.textContent.trim() || said.book, link);
    });
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
