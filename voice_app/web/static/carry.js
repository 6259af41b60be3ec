// Carries on when the signal drops. What is written waits on its page until it is sent. On the
// phone it is kept only where somebody wished it, for a day at most, and never with their link.

const PREFIX = "voice:";
const DAY = 86_400_000; // milliseconds, as are all times here
const PATIENCE = 20_000;
const FIRST = 5_000; // the first try again; then each after twice as long
const SLOWEST = 60_000;

const panel = document.querySelector("[data-carry]");
const form = document.querySelector("form[data-draft]");
const note = document.querySelector("[data-note]");
const tick = panel.querySelector("input");
const clear = panel.querySelector("button");
const says = panel.dataset;
const item = PREFIX + says.carry;
const key = form?.dataset.draft;
const store = storage();

let go; // the button that was pressed, as a form sends it
let trying = 0; // how long it waited for the last try; 0: nothing waits to be sent
let timer;
let busy = false;

function storage() {
  try {
    return window.localStorage;
  } catch {
    return null; // this browser keeps nothing for anybody
  }
}

function ours() {
  return store ? Object.keys(store).filter((name) => name.startsWith(PREFIX)) : [];
}

function read(name) {
  try {
    return JSON.parse(store.getItem(name));
  } catch {
    return null;
  }
}

function sweep() {
  for (const name of ours()) if (!(read(name)?.until > Date.now())) store.removeItem(name);
}

function keep(change) {
  const kept = read(item);
  if (!kept) return;
  change(kept.drafts);
  kept.until = Date.now() + DAY;
  store.setItem(item, JSON.stringify(kept));
}

function fields() {
  return [...new FormData(form)].map(([name, value]) => [name, value.replace(/\r?\n/g, "\r\n")]);
}

function draft() {
  keep((drafts) => (drafts[key] = { fields: fields(), go: trying ? go : undefined }));
}

function say(words, link) {
  note.className = "us";
  note.textContent = words + " ";
  if (!link) return;
  const way = document.createElement("a");
  [way.href, way.textContent] = [link, says.look];
  note.append(way);
}

function show() {
  const kept = ours().length > 0;
  panel.hidden = !kept && !(tick && store);
  clear.hidden = !kept;
  if (tick) tick.checked = store?.getItem(item) != null;
}

async function clearAll() {
  for (const name of ours()) store.removeItem(name);
  show();
  panel.hidden = false;
  say(says.cleared);
  note.focus();
  await window.caches?.delete("voice-offline");
  for (const each of (await navigator.serviceWorker?.getRegistrations()) ?? []) each.unregister();
}

function later(what) {
  trying = Math.min(trying * 2 || FIRST, SLOWEST);
  timer = setTimeout(what, trying);
}

async function knock() {
  clearTimeout(timer);
  try {
    await fetch("/s/offline", { method: "HEAD" });
    location.reload();
  } catch {
    later(knock);
  }
}

function wait() {
  later(send);
  draft();
  tell();
}

function tell() {
  say(read(item) ? says.kept : says.waits);
}

function natively() {
  const [name, value] = go;
  if (name) form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  form.submit();
}

async function post() {
  const body = new URLSearchParams(fields());
  if (go[0]) body.set(...go);
  if (trying) body.set("again", "1");
  const stop = new AbortController();
  const late = setTimeout(() => stop.abort(), PATIENCE);
  const how = { method: "POST", body, headers: { "X-Carry": "1" }, signal: stop.signal };
  try {
    return await fetch(form.action, how);
  } catch {
    return null;
  } finally {
    clearTimeout(late);
  }
}

async function send() {
  if (busy) return;
  busy = true;
  clearTimeout(timer);
  const answer = await post();
  if (!answer || answer.status >= 500) {
    busy = false;
    wait();
    return;
  }
  trying = 0;
  if (answer.status !== 204) {
    draft();
    natively(); // there is something to read about it
    return;
  }
  keep((drafts) => delete drafts[key]);
  const to = new URL(answer.headers.get("X-Next"), location.href);
  if (to.pathname + to.search === location.pathname + location.search) to.hash = "";
  location.assign(to);
}

function fill(was) {
  for (const box of form.elements) {
    const given = was.filter(([name]) => name === box.name).map(([, value]) => value);
    if (["radio", "checkbox"].includes(box.type)) box.checked = given.includes(box.value);
    else if (/^text/.test(box.type)) box.value = given[0] ?? box.value;
    if (box.value && given.length) box.closest("details")?.setAttribute("open", "");
  }
}

function takeUp() {
  const drafts = read(item)?.drafts ?? {};
  const other = Object.keys(drafts).find((each) => each !== key && drafts[each].go);
  if (other) say(says.other, says.at + (other === "write" ? "/write" : `/q/${other}`));
  if (!drafts[key]) return;
  fill(drafts[key].fields);
  say(says.before);
  go = drafts[key].go;
  if (!go || "answered" in form.dataset) return; // they look at it first
  trying = FIRST / 2;
  send();
}

function begin() {
  if (!tick) store?.removeItem(item);
  takeUp();
  form.addEventListener("input", draft);
  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!button || button.hasAttribute("formaction")) return;
    event.preventDefault();
    go = [button.name, button.value];
    send();
  });
  tick?.addEventListener("change", () => {
    if (tick.checked) store.setItem(item, JSON.stringify({ until: Date.now() + DAY, drafts: {} }));
    else store.removeItem(item);
    draft();
    show();
    if (trying) tell();
  });
  if (says.worker) navigator.serviceWorker?.register(says.worker, { scope: "/s/" }).catch(() => {});
}

sweep();
if (form) begin();
show();
clear.addEventListener("click", clearAll);
if ("offline" in says) later(knock);
window.addEventListener("online", () => {
  if (trying) (form ? send : knock)();
});
