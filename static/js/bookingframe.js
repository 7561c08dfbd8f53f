// A booking page inside a firm's own site: tells the page around it how tall it is, that a step was reached, and Escape.
const say = (message) => parent.postMessage({ portico: "booking", ...message }, "*");

new ResizeObserver(() => say({ height: Math.ceil(document.body.getBoundingClientRect().height) })).observe(document.body);
say({ arrived: location.pathname });

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented || event.target.closest("select, details[open]")) return;
  say({ closes: true });
});
