/** New posts come by themselves. A hidden tab lets go of its connection: a browser has six. */

import { addPost, changePost, fragment, newestId, versions } from "./channel.js";
import { localise } from "./times.js";

const REOPEN = 5_000;

const status = document.getElementById("connection");
const nextLesson = document.getElementById("next-lesson");
let source = null;
let timer = 0;

export function listenForPosts() {
  document.addEventListener("visibilitychange", attend);
  window.addEventListener("pagehide", close);
  window.addEventListener("pageshow", attend);
  attend();
}

function attend() {
  if (document.hidden) close();
  else if (!source) open();
}

function open() {
  source = new EventSource(`/api/events?after=${newestId()}&have=${versions()}`);
  source.addEventListener("open", () => (status.textContent = ""));
  source.addEventListener("post", (event) => {
    localise(addPost(JSON.parse(event.data).html));
  });
  source.addEventListener("change", (event) => {
    const post = changePost(JSON.parse(event.data).html);
    if (post) localise(post);
  });
  source.addEventListener("next", (event) => {
    nextLesson.replaceChildren(fragment(JSON.parse(event.data).html));
    localise(nextLesson);
  });
  source.addEventListener("error", lost);
}

function close() {
  clearTimeout(timer);
  source?.close();
  source = null;
}

/** The browser tries again by itself, unless the server answered with something else. */
function lost() {
  status.textContent = status.dataset.lost;
  if (source?.readyState !== EventSource.CLOSED) return;
  close();
  timer = setTimeout(attend, REOPEN);
}
