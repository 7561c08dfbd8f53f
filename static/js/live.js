// One WebSocket per page. Every frame becomes a DOM event `portico:<type>`, which the other behaviours listen to:
//   html {fragments: [{id, version, html, where: replace|prepend|append|remove, target?}]} · counts {values, since}
//   viewing {conversation, members: [{id, name}], typing} · resync {} · ping {}
// An html frame carries `since`, the newest moment it knows of; it is sent back in `hello` so that nothing is missed.
const address = document.body.dataset.socketsUrl;
const FIRST_WAIT = 500;
const LONGEST_WAIT = 30000;
const SILENCE = 70000;
const LOGGED_OUT = 4401;
let socket;
let tries = 0;
let retry;
let watchdog;

const say = (type, detail = {}) => document.dispatchEvent(new CustomEvent(`portico:${type}`, { detail }));
const inbox = () => document.getElementById("inbox");
const livePage = () => document.querySelector("[data-live-page]");
const openConversation = () => document.getElementById("desk")?.dataset.conversation ?? null;

function send(message) {
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
}

function hello() {
  const place = inbox() ?? livePage();
  const page = livePage()?.dataset.livePage ?? "";
  const list = document.getElementById("rows")?.dataset.rowsUrl ?? "";
  send({ type: "hello", since: place?.dataset.sinceEvent ?? "", view: place?.dataset.view ?? "", list, page, open: openConversation(), docked: Boolean(document.querySelector("#dock > *")) });
}

function listenForSilence() {
  clearTimeout(watchdog);
  // A laptop that slept keeps a socket that looks open: the server pings, so silence means it is gone.
  watchdog = setTimeout(() => socket?.close(), SILENCE);
}

function receive(event) {
  listenForSilence();
  const frame = JSON.parse(event.data);
  if (frame.type === "ping") {
    send({ type: "pong" });
    return;
  }
  say(frame.type, frame);
  const place = inbox() ?? livePage();
  if (frame.type === "html" && frame.since && place) place.dataset.sinceEvent = frame.since;
}

function connect() {
  clearTimeout(retry);
  if (socket && socket.readyState <= WebSocket.OPEN) return;
  socket = new WebSocket(address);
  socket.addEventListener("open", () => {
    const again = tries > 0;
    tries = 0;
    listenForSilence();
    hello();
    document.documentElement.dataset.live = "on";
    say("up", { again });
  });
  socket.addEventListener("message", receive);
  socket.addEventListener("close", (event) => {
    clearTimeout(watchdog);
    // The session ended or the member's rights changed: the page itself says what now.
    if (event.code === LOGGED_OUT) {
      location.reload();
      return;
    }
    document.documentElement.dataset.live = "off";
    say("down");
    const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** tries) * (0.5 + Math.random() / 2);
    tries += 1;
    retry = setTimeout(connect, wait);
  });
}

if (address) {
  document.addEventListener("portico:open", () => send({ type: "open", conversation: openConversation() }));
  document.addEventListener("portico:typing", (event) => send({ type: "typing", ...event.detail }));
  addEventListener("online", connect);
  addEventListener("offline", () => socket?.close());
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && connect());
  connect();
}
