// A time of a transcript starts its sound there; without a script the link opens the sound at that second.
document.addEventListener("click", (event) => {
  const place = event.target.closest("[data-seek]");
  const sound = place && document.getElementById(place.dataset.sound);
  if (!sound) return;
  event.preventDefault();
  sound.currentTime = Number(place.dataset.seek);
  sound.play();
});

// Why a telephone stopped ringing is told in passing; it stays while the pointer or the focus is on it.
const PASSING = 12000;
function pass() {
  for (const note of document.querySelectorAll("[data-passing]:not([data-counted])")) {
    note.dataset.counted = "yes";
    setTimeout(function leave() {
      if (note.matches(":hover, :focus-within")) setTimeout(leave, 1000);
      else note.remove();
    }, PASSING);
  }
}
pass();
document.addEventListener("portico:fragment", pass);
document.addEventListener("htmx:afterSettle", pass);

// A button that places a call says which press it was: pressed twice before the answer, it is one call.
function pressId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
document.addEventListener("htmx:configRequest", (event) => {
  const form = event.detail.elt.closest("[data-once]");
  if (form) event.detail.parameters.client_ref = form.dataset.once ||= pressId();
});
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.detail.elt.closest?.("[data-once]");
  if (form) form.dataset.once = "";
});
