// Reads a question, its hint and each choice aloud: what the council recorded, else a voice that
// is on this very device. A voice from elsewhere would be sent the words, so none is taken.

const synth = window.speechSynthesis;
const readers = [...document.querySelectorAll("[data-listen]")].map(reader);

function voiceFor(language) {
  const base = (tag) => tag.replace("_", "-").toLowerCase().split("-")[0];
  const here = synth ? synth.getVoices().filter((voice) => voice.localService) : [];
  const fit = here.filter((voice) => base(voice.lang) === base(language));
  return fit.find((voice) => /^en[-_]GB/i.test(voice.lang)) || fit[0];
}

// One question: its three buttons, and what they read. "of" begins the names of its parts.
function reader(box) {
  const of = box.dataset.listen;
  const [play, again, stop] = box.querySelectorAll("button");
  const label = play.querySelector("span");
  const words = { idle: label.textContent, playing: play.dataset.pause, paused: play.dataset.on };
  let parts = [];
  let at = 0;
  let state = "idle";
  let speaking; // the utterance under way: kept, or some browsers forget to end it

  function part(element, value) {
    const recorded = [...document.querySelectorAll("audio[data-say]")].find(
      (each) => each.dataset.of === of && each.dataset.say === value,
    );
    const voice = recorded ? null : voiceFor(element.closest("[lang]").lang);
    const text = element.textContent.replaceAll("\u2011", "-").trim();
    return { element, recorded, voice, text, can: Boolean(recorded || voice) };
  }

  function gather() {
    const hint = document.getElementById(`${of}hint`);
    const asked = part(document.getElementById(`${of}asked`), "");
    const found = [asked];
    if (hint && !asked.recorded) found.push(part(hint));
    for (const choice of document.querySelectorAll(`[aria-labelledby="${of}asked"] .opt`)) {
      const value = (choice.querySelector("input") || choice).value; // in a chat it is a button
      found.push(part(choice.querySelector("span"), value));
    }
    return asked.can ? found.filter((each) => each.can) : [];
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
    if (state === "idle") return;
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
    for (const other of readers) if (other.box !== box) other.rest();
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
    for (const list of document.querySelectorAll("[data-players]")) {
      if (list.dataset.players === of) list.hidden = !box.hidden;
    }
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
  return { box, look, rest, hush };
}

synth?.cancel(); // what the page before was still saying
synth?.addEventListener?.("voiceschanged", () => readers.forEach((each) => each.look()));
window.addEventListener("pagehide", () => readers.forEach((each) => each.hush()));
readers.forEach((each) => each.look());
