// Ticks every [data-since] upwards and every [data-until] downwards, once a second, from the server's instants.
// data-clock="seconds" shows seconds, data-clock="digits" minutes and seconds; a passed data-until turns its badge or promise to the colour of late.
const language = document.documentElement.lang || "en";
const unit = (name) => new Intl.NumberFormat(language, { style: "unit", unit: name, unitDisplay: "short" });
const [day, hour, minute, second] = ["day", "hour", "minute", "second"].map(unit);

function span(seconds, fine) {
  if (seconds >= 172800) return day.format(Math.floor(seconds / 86400));
  if (seconds >= 3600) return hour.format(Math.floor(seconds / 3600));
  if (seconds >= 60 || !fine) return minute.format(Math.max(0, Math.floor(seconds / 60)));
  return second.format(Math.max(0, Math.ceil(seconds)));
}

function digits(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole >= 3600) return span(whole, false);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

function put(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

export function tick() {
  const now = Date.now();
  for (const node of document.querySelectorAll("time[data-since]")) {
    const since = Date.parse(node.dataset.since);
    if (!Number.isNaN(since)) put(node, node.dataset.clock === "digits" || node.closest(".door") ? digits((now - since) / 1000) : span((now - since) / 1000, false));
  }
  for (const node of document.querySelectorAll("time[data-until]")) {
    const left = (Date.parse(node.dataset.until) - now) / 1000;
    if (Number.isNaN(left)) continue;
    put(node, span(Math.abs(left), node.dataset.clock === "seconds"));
    if (left < 0) late(node);
  }
}

function late(node) {
  node.closest("[data-undo-until]")?.remove();
  node.closest(".promise")?.classList.add("broken");
  const badge = node.closest(".badge");
  if (badge) {
    badge.classList.remove("warn");
    badge.classList.add("danger");
  }
}

tick();
setInterval(tick, 1000);
document.addEventListener("htmx:afterSettle", tick);
document.addEventListener("portico:fragment", tick);
