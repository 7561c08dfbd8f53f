// The browser as a telephone: one small port, {answer(call)}, behind which stands the rehearsal's carrier or the
// carrier's own client, which is loaded from where the operator hosts it and never shipped.
const KEY = "portico.softphone";
const KEPT = 10 * 60 * 1000;
const KEPT_NONE = 60 * 1000;
const RETRY = 400;
const token = () => JSON.parse(document.body.getAttribute("hx-headers") ?? "{}")["x-csrftoken"] ?? "";
const post = (url, fields = {}) =>
  fetch(url, { method: "POST", headers: { "X-CSRFToken": token() }, body: new URLSearchParams(fields) });

const settings = document.querySelector("[data-telephone]");
settings?.addEventListener("submit", () => sessionStorage.removeItem(KEY));

const providers = {
  simulator: () => ({ answer: (call) => post("/softphone/answer", { call }) }),
  async vonage({ script, token: session }) {
    const { VonageClient } = await import(script);
    const client = new VonageClient();
    await client.createSession(session);
    let invite;
    client.on("callInvite", (id) => (invite = id));
    client.on("callInviteCancel", () => (invite = undefined));
    return { answer: async () => (invite ? ((await client.answer(invite)), { ok: true }) : undefined) };
  },
};

async function connect() {
  const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
  const lasts = kept?.provider ? KEPT : KEPT_NONE;
  // A session of the carrier's client lives in its page, and where the telephone is set it may just have changed.
  const isNew = kept?.provider === "vonage" || settings;
  if (kept && Date.now() - kept.at < lasts && !isNew) return providers[kept.provider]?.(kept);
  const answer = await post("/softphone/ready");
  if (!answer.ok) return undefined;
  const found = await answer.json();
  if (!settings) sessionStorage.setItem(KEY, JSON.stringify({ at: Date.now(), provider: found.provider }));
  return providers[found.provider]?.(found);
}

const phone = connect().catch(() => undefined);

const shown = (call) => document.querySelector(`[data-softphone-answer="${call}"]`);
const pause = () => new Promise((resolve) => setTimeout(resolve, RETRY));
const wanted = new Set();

// The pop may be quicker than the ringing: who has pressed is put through as soon as it rings here.
async function pickUp(call) {
  const mine = await phone;
  for (let button = shown(call); mine && button; button = shown(call)) {
    button.disabled = true;
    const done = await mine.answer(call).catch(() => undefined);
    if (done?.ok) return;
    await pause();
  }
  if (shown(call)) shown(call).disabled = false;
}

document.addEventListener("click", async (event) => {
  const call = event.target.closest("[data-softphone-answer]")?.dataset.softphoneAnswer;
  if (!call || wanted.has(call)) return;
  wanted.add(call);
  await pickUp(call);
  wanted.delete(call);
});
