/** Puts the parts of the page together. */

import { press, sayTyped } from "./asking.js";
import { showNewest } from "./channel.js";
import { completing } from "./completion.js";
import { putBack } from "./conversation.js";
import { listenForPosts } from "./feed.js";
import { remembering } from "./recall.js";
import { keepTimes } from "./times.js";

const composer = document.getElementById("composer");
const box = document.getElementById("say");
const board = document.getElementById("board");

const completion = completing(box, document.getElementById("suggestions"));
const recall = remembering(box, completion);

putBack();
keepTimes();
showNewest();
listenForPosts();

composer.addEventListener("submit", (event) => {
  event.preventDefault();
  const line = box.value.trim();
  if (!line || composer.ariaBusy === "true") return;
  completion.close();
  recall.add(line);
  box.value = "";
  sayTyped(line, composer);
});

document.getElementById("channel").addEventListener("click", (event) => {
  const button = event.target.closest("button[data-line]");
  if (button) press(button);
});

board.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-fill]");
  if (!button) return;
  if (board.matches(":popover-open")) board.hidePopover();
  fill(button.dataset.fill);
});

document.addEventListener("keydown", (event) => {
  const elsewhere = !event.target.closest("input, textarea, [contenteditable]");
  if (event.key !== "/" || !elsewhere || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  if (board.matches(":popover-open")) board.hidePopover();
  fill(box.value || "/");
});

function fill(line) {
  box.value = line;
  box.focus();
  box.setSelectionRange(line.length, line.length);
  completion.ask();
}
