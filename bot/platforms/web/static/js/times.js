/** Times in words: of posts in the reader's zone, of the next lesson in its own. */

const MINUTE = 60_000;
const STEPS = [
  { unit: "day", size: 24 * 60, least: 48 * 60 },
  { unit: "hour", size: 60, least: 60 },
  { unit: "minute", size: 1, least: 0 },
];

const page = document.documentElement.lang;
const language = navigator.languages.find((tag) => tag.split("-")[0] === page) ?? page;
const date = new Intl.DateTimeFormat(language, { day: "numeric", month: "short" });
const relative = new Intl.RelativeTimeFormat(language);

export function keepTimes() {
  localise(document);
  setInterval(() => localise(document), MINUTE);
}

/** Put every time within an element in words. */
export function localise(root) {
  for (const time of root.querySelectorAll("time.stamp:not([title])")) stamp(time);
  for (const time of root.querySelectorAll("time.next")) next(time);
}

function stamp(time) {
  const at = new Date(time.dateTime);
  time.title = at.toLocaleString(language, { dateStyle: "full", timeStyle: "short" });
  const parts = date.formatToParts(at).map(({ type, value }) => span(type, value));
  time.replaceChildren(...parts, " ", span("clock", clock(at)));
}

function next(time) {
  const at = new Date(time.dateTime);
  const { zone } = time.dataset;
  try {
    const day = { weekday: "long", day: "numeric", month: "long", timeZone: zone };
    time.replaceChildren(span("date", at.toLocaleString(language, day)), " ", span("clock", clock(at, zone)));
  } catch {
    /* A zone this browser does not know: the server's own words stay. */
  }
  const until = time.closest("#next-lesson").querySelector(".until");
  until.textContent = inWords(at - Date.now());
}

function inWords(milliseconds) {
  const minutes = Math.max(0, Math.round(milliseconds / MINUTE));
  const { unit, size } = STEPS.find(({ least }) => minutes >= least);
  return relative.format(Math.round(minutes / size), unit);
}

function clock(at, timeZone) {
  return at.toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone });
}

function span(name, text) {
  const element = document.createElement("span");
  element.className = name;
  element.textContent = text;
  return element;
}
