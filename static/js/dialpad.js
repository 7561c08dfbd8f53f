// Call your own business: Enter speaks, lines are read aloud when asked for, the microphone fills the box where it can.
const log = () => document.querySelector("[data-stick]");
const toEnd = () => log() && (log().scrollTop = log().scrollHeight);
const spoken = new Set();
const aloud = document.querySelector("[data-aloud]");
const language = document.documentElement.lang === "es" ? "es-US" : "en-US";

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || !event.target.matches("[data-enter-sends]")) return;
  event.preventDefault();
  event.target.form.requestSubmit();
});

document.addEventListener("htmx:afterRequest", (event) => {
  if (!event.target.matches?.("[data-clear-after]") || !event.detail.successful) return;
  event.target.querySelector("textarea").value = "";
});

const isOn = () => aloud?.getAttribute("aria-pressed") === "true";
const speak = (text) => {
  const words = new SpeechSynthesisUtterance(text);
  words.lang = language;
  speechSynthesis.speak(words);
};
const readNew = () => {
  for (const line of document.querySelectorAll("[data-say]")) {
    if (spoken.has(line.id)) continue;
    spoken.add(line.id);
    if (isOn()) speak(line.querySelector("p").textContent);
  }
};

if ("speechSynthesis" in window && aloud) {
  document.querySelector("[data-aloud-box]").hidden = false;
  aloud.addEventListener("click", () => {
    aloud.setAttribute("aria-pressed", String(!isOn()));
    if (!isOn()) speechSynthesis.cancel();
  });
}

const Recognition = window.SpeechRecognition || window.webkitSpeechRecognition;
const listen = document.querySelector("[data-listen]");
if (Recognition && listen) {
  listen.hidden = false;
  listen.addEventListener("click", () => {
    const ear = new Recognition();
    ear.lang = language;
    ear.onresult = (event) => {
      const box = document.querySelector("#say");
      box.value = event.results[0][0].transcript;
      box.form.requestSubmit();
    };
    ear.start();
  });
}

let wasAt = null;
document.addEventListener("htmx:beforeSwap", () => {
  const box = log();
  wasAt = box && box.scrollHeight - box.scrollTop - box.clientHeight > 40 ? box.scrollTop : null;
});
document.addEventListener("htmx:afterSettle", () => {
  // Every second brings a new log: one that was read back stays where it was, any other shows its newest line.
  if (wasAt === null) toEnd();
  else if (log()) log().scrollTop = wasAt;
  const trail = document.querySelector(".trail");
  if (trail) trail.scrollTop = trail.scrollHeight;
  readNew();
});
readNew();
toEnd();
