// Says after five seconds without a socket that the page is not connected; typing stays possible meanwhile.
const PATIENCE = 5000;
const banner = document.getElementById("connection");
let timer;

function show(text) {
  banner.querySelector("[data-connection-text]").textContent = text;
  banner.hidden = false;
}

document.addEventListener("portico:down", () => {
  timer ??= setTimeout(() => show(banner.dataset.offline), PATIENCE);
});

document.addEventListener("portico:up", () => {
  clearTimeout(timer);
  timer = undefined;
  if (banner.hidden) return;
  show(banner.dataset.catchingUp);
  setTimeout(() => {
    banner.hidden = true;
  }, 2000);
});
