// Reads a question, its hint and each choice aloud: what the council recorded, else a voice that
// is on this very device. A voice from elsewhere would be sent the words, so none is taken.

const box = document.querySelector("[data-listen]");
const synth = window.speechSynthesis;
const [play, again, stop] = box.querySelectorAll("button");
const label = play.querySelector("span");
const words = { idle: label.textContent, playing: play.dataset.pause, paused: play.dataset.on };
const base = (tag) => tag.replace("_", "-").toLowerCase().split("-")[0];

let parts = [];
let at = 0;
let state = "idle";
let speaking; // the utterance under way: kept, or some browsers forget to end it

function voiceFor(language) {
  const here = synth ? synth.getVoices().filter((voice) => voice.localService) : [];
  const fit = here.filter((voice) => base(voice.lang) === base(language));
  return fit.find((voice) => /^en[-_]GB/i.test(voice.lang)) || fit[0];
}

function part(element, recorded) {
  const language = element.closest("[lang]").lang;
  const voice = recorded ? null : voiceFor(language);
  const text = element.textContent.replaceAll("\u2011", "-").trim();
  return { element, recorded, voice, language, text, can: Boolean(recorded || voice) };
}

function recording(value) {
  return [...document.querySelectorAll("audio[data-say]")].find((each) => each.dataset.say === value);
}

function gather() {
  const asked = document.querySelector("#asked");
  const hint = document.querySelector("#hint");
  const spoken = recording("");
  const found = [part(asked, spoken)];
  if (hint && !spoken) found.push(part(hint));
  for (const choice of document.querySelectorAll("[aria-labelledby=asked] .opt")) {
    const value = choice.querySelector("input").value;
    found.push(part(choice.querySelector("span"), recording(value)));
  }
  return found[0].can ? found.filter((each) => each.can) : [];
}

function show(next) {
  state = next;
  label.textContent = words[state];
  again.hidden = stop.hidden = state === "idle";
  document.querySelector(".read")?.classList.remove("read");
  if (state === "idle") return;
  const mark = parts[at].element.closest(".opt") || parts[at].element;
  mark.classList.add("read");
  mark.scrollIntoView({ block: "nearest" });
}

function hush() {
  const ending = speaking;
  speaking = null;
  if (ending) synth.cancel();
  for (const each of parts) each.recorded?.pause();
}

function rest() {
  hush();
  for (const each of parts) if (each.recorded) each.recorded.currentTime = 0;
  at = 0;
  show("idle");
}

function onward() {
  at += 1;
  if (at < parts.length) say();
  else rest();
}

function say() {
  const now = parts[at];
  show("playing");
  if (now.recorded) {
    now.recorded.play().catch(() => state === "playing" && rest());
    return;
  }
  const utterance = new SpeechSynthesisUtterance(now.text);
  utterance.voice = now.voice;
  utterance.lang = now.voice.lang;
  utterance.rate = 0.9;
  utterance.onend = () => speaking === utterance && onward();
  utterance.onerror = () => speaking === utterance && rest();
  speaking = utterance;
  synth.speak(utterance);
}

function look() {
  if (state !== "idle") return;
  parts = gather();
  box.hidden = parts.length === 0;
  for (const each of parts) if (each.recorded) each.recorded.onended = onward;
  for (const list of document.querySelectorAll("[data-players]")) list.hidden = !box.hidden;
}

play.addEventListener("click", () => {
  if (state !== "playing") return say();
  hush();
  show("paused");
});
again.addEventListener("click", () => {
  rest();
  say();
});
stop.addEventListener("click", rest);
window.addEventListener("pagehide", hush);
synth?.cancel(); // what the page before was still saying
synth?.addEventListener?.("voiceschanged", look);
look();
