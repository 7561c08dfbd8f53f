// Counts segments as carriers do: GSM 03.38 (extension characters are two septets) 160 alone or 153 joined, else UCS-2 with
// 70 or 67. A character is never split between two segments, so an escape pair or a surrogate pair moves over whole.
const GSM = new Set("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà");
const EXTENDED = new Set("\f^{}\\[~]|€");

function sizes(text) {
  const letters = [...text];
  const plain = letters.every((letter) => GSM.has(letter) || EXTENDED.has(letter));
  const weigh = plain ? (letter) => (EXTENDED.has(letter) ? 2 : 1) : (letter) => letter.length;
  return { weights: letters.map(weigh), alone: plain ? 160 : 70, joined: plain ? 153 : 67 };
}

export function measure(text) {
  const { weights, alone, joined } = sizes(text);
  const used = weights.reduce((sum, weight) => sum + weight, 0);
  if (used <= alone) return { used, room: alone, segments: used ? 1 : 0 };
  let segments = 1;
  let filled = 0;
  for (const weight of weights) {
    if (filled + weight > joined) {
      segments += 1;
      filled = 0;
    }
    filled += weight;
  }
  return { used, room: segments * joined, segments };
}

function draw(area) {
  const out = area.form.querySelector("[data-meter-out]");
  const { used, room, segments } = measure(area.value.replaceAll("\r\n", "\n"));
  const words = segments <= 1 ? out.dataset.one : out.dataset.many.replace("#", segments);
  out.textContent = used ? `${used} / ${room} · ${words}` : "";
  out.classList.toggle("over-limit", segments > Number(out.dataset.max));
}

const drawAll = () => document.querySelectorAll("[data-meter]").forEach(draw);
document.addEventListener("input", (event) => event.target.matches("[data-meter]") && draw(event.target));
document.addEventListener("htmx:afterSettle", drawAll);
drawAll();
