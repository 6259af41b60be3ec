// Shows new messages while the page is looked at. It asks for a mark of a few letters, and fetches
// the page only when that is another. Without it one reloads by hand.

const EVERY = navigator.connection?.saveData ? 60_000 : 10_000; // milliseconds
const SLOWEST = 160_000;

const list = document.querySelector("[data-live]");
let delay = EVERY;
let timer;

function plan() {
  clearTimeout(timer);
  if (!document.hidden) timer = setTimeout(ask, delay);
}

async function ask() {
  clearTimeout(timer);
  try {
    const { live, mark } = list.dataset;
    const answer = await fetch(`${live}?mark=${encodeURIComponent(mark)}`);
    const gone = answer.status >= 400 && answer.status < 500 && answer.status !== 429;
    if (answer.redirected || gone) return; // signed out, or no longer theirs to see
    if (!answer.ok) throw new Error();
    if (answer.status === 200) await take();
    delay = EVERY;
  } catch {
    delay = Math.min(delay * 2, SLOWEST);
  }
  plan();
}

async function take() {
  const answer = await fetch(list.dataset.page);
  if (!answer.ok || answer.redirected) throw new Error();
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("[data-live]");
  list.dataset.mark = fresh.dataset.mark;
  put([...list.children], [...fresh.children]);
  put([...document.querySelectorAll("[data-with]")], [...page.querySelectorAll("[data-with]")]);
}

// What is new goes at the end of the list; what says the same stays as it stands, opened or read.
function put(before, now) {
  before.slice(now.length).forEach((each) => each.remove());
  now.forEach((each, place) => {
    const was = before[place];
    if (!was) list.append(each);
    else if (bare(was) !== bare(each) && !was.contains(document.activeElement)) was.replaceWith(each);
    else if (each.id) was.id = each.id;
    else was.removeAttribute("id");
  });
}

function bare(element) {
  const copy = element.cloneNode(true);
  copy.querySelectorAll("[data-new]").forEach((each) => each.remove()); // seen by now: no change
  return copy.textContent.replace(/\s+/g, " ").trim();
}

document.addEventListener("visibilitychange", () => {
  delay = EVERY;
  if (document.hidden) clearTimeout(timer);
  else ask();
});
window.addEventListener("online", ask);
plan();
