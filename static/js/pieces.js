// A file of an answer is sent in pieces: after a cut it goes on where it stopped, also when the page was loaded anew and the same
// file is chosen again. Without a script, and where the page names no address for pieces, it is sent whole.
const PIECE = 512 * 1024;
const TRIES = 40;

const wait = (ms) => new Promise((done) => {
  const timer = setTimeout(done, ms);
  addEventListener("online", () => { clearTimeout(timer); done(); }, { once: true });
});

// The same file has the same name here after a cut; two numbers of 32 bits tell files of one person apart well enough.
function keyOf(file) {
  let [a, b] = [0x811c9dc5, 0x1b873593];
  for (const letter of `${file.name}|${file.size}|${file.lastModified}`) {
    a = Math.imul(a ^ letter.codePointAt(0), 0x01000193);
    b = Math.imul(b + letter.codePointAt(0), 0x85ebca6b) ^ (b >>> 13);
  }
  return [a, b].map((one) => (one >>> 0).toString(16).padStart(8, "0")).join("");
}

// A member's page guards its posts; the public's carry a signed token in their address.
const token = () => JSON.parse(document.body.getAttribute("hx-headers") ?? "{}");

async function ask(url, options) {
  for (let tried = 0; ; tried += 1) {
    try {
      const answer = await fetch(url, options);
      if (answer.status < 500 && answer.status !== 429) return answer;
    } catch {
      // The network is away: the next try may find it.
    }
    if (tried >= TRIES) throw new Error("cut");
    await wait(Math.min(1000 * 2 ** tried, 15000));
  }
}

async function send(file, box, bar) {
  const url = new URL(box.dataset.pieces, location.href);
  const known = { only: box.name, key: keyOf(file), name: file.name, size: file.size };
  for (const [name, value] of Object.entries(known)) url.searchParams.set(name, value);
  let answer = await ask(url);
  bar.max = file.size;
  while (answer.headers.get("content-type")?.startsWith("application/json")) {
    const said = await answer.json();
    if (said.offset === undefined) {
      location.reload();
      return "";
    }
    bar.value = said.offset;
    url.searchParams.set("offset", said.offset);
    const body = file.slice(said.offset, said.offset + PIECE);
    answer = await ask(url, { method: "POST", body, headers: { ...token(), "content-type": "application/octet-stream" } });
  }
  return answer.ok ? answer.text() : "";
}

document.addEventListener("change", async (event) => {
  const box = event.target;
  if (!box.matches?.("input[type='file'][data-pieces]") || !box.files.length) return;
  // htmx would send it whole.
  event.stopImmediatePropagation();
  const question = box.closest(".question");
  const bar = document.createElement("progress");
  bar.className = "bar";
  bar.setAttribute("aria-label", box.getAttribute("aria-label"));
  box.after(bar);
  const files = [...box.files];
  box.disabled = true;
  try {
    for (const file of files) {
      const html = await send(file, box, bar);
      if (html) window.htmx.swap(`#${question.id}`, html, { swapStyle: "outerHTML" });
    }
  } catch {
    bar.remove();
    box.disabled = false;
    document.dispatchEvent(new CustomEvent("portico:offline"));
  }
}, { capture: true });
