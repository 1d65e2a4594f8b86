/** A line is said, typed or by a button, and its answer is shown. */

import { addPost, append, forgetPill, fragment, newestId, piece, show } from "./channel.js";
import { isChoice, settle } from "./choices.js";
import { keep, keepTaken } from "./conversation.js";
import { saidLine } from "./said.js";
import { localise } from "./times.js";

const PATIENCE = 20_000;

const nextLesson = document.getElementById("next-lesson");

/** Say what was typed. With a keyboard the box keeps the focus; on a phone the answer takes it. */
export async function sayTyped(line, composer) {
  composer.ariaBusy = "true";
  await ask({ line, shown: line, takesFocus: matchMedia("(pointer: coarse)").matches });
  composer.ariaBusy = null;
}

/** Say what a button stands for, once at a time, and go to the answer. */
export async function press(button) {
  if (button.ariaBusy === "true" || button.ariaDisabled === "true") return;
  button.ariaBusy = "true";
  await ask({ line: button.dataset.line, shown: button.textContent, takesFocus: true, button });
  button.ariaBusy = null;
}

async function ask(question) {
  const asked = { ...question, pressed: Boolean(question.button), after: newestId() };
  await attempt({ ...asked, said: append(saidLine(asked)) });
}

async function attempt(question) {
  const waiting = append(piece("waiting"));
  show(question.said);
  let data;
  try {
    data = await post(question.line);
  } catch (error) {
    append(failure(error, () => attempt({ ...question, takesFocus: true })));
    show(question.said);
    return;
  } finally {
    waiting.remove();
  }
  answered(data, question);
}

/** The server's own no, in words. Any other error means that it can't be reached. */
class Refused extends Error {}

async function post(line) {
  const response = await fetch("/api/say", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ line }),
    signal: AbortSignal.timeout(PATIENCE),
  });
  const data = await response.json();
  if (!response.ok) throw new Refused(data.error);
  return data;
}

function answered(data, question) {
  const { said, button, takesFocus } = question;
  nextLesson.replaceChildren(fragment(data.next));
  const article = data.private ? addAnswer(data.html, takesFocus) : addPost(data.html);
  forgetPill();
  localise(document);
  keep({ ...question, html: data.private ? data.html : "" }, article);
  if (button && isChoice(button)) {
    settle(button);
    keepTaken(button);
  }
  show(said);
  if (takesFocus) article.focus({ preventScroll: true });
}

/** What takes the focus is read out for that; announcing it as new would read it twice. */
function addAnswer(html, takesFocus) {
  const article = fragment(html).firstElementChild;
  if (takesFocus) article.ariaLive = "off";
  return append(article);
}

function failure(error, again) {
  const notice = piece("failure");
  if (error instanceof Refused) notice.querySelector(".why").textContent = error.message;
  notice.querySelector("button").addEventListener("click", () => {
    notice.remove();
    again();
  });
  return notice;
}
