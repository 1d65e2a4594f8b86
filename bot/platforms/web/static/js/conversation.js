/** One's own conversation outlives a reload: the tab keeps it, in sessionStorage, until it is closed. */

import { fragment, insertAfterPost } from "./channel.js";
import { settle } from "./choices.js";
import { saidLine } from "./said.js";

const KEY = "homeroom-conversation";
const MOST = 100;
/** Characters, of the five million or so that a browser keeps for a site. */
const LARGEST = 500_000;

/** Oldest first: what was said, after which post, and the answer as the server rendered it. */
let exchanges = [];
const exchangeOf = new WeakMap();

/** Keep what was said and its answer. A public answer is a post: the server keeps it, `html` is empty. */
export function keep({ shown, pressed, after, html }, article) {
  const exchange = { shown, pressed, after, html };
  exchanges.push(exchange);
  exchangeOf.set(article, exchange);
  save();
}

/** Keep which choice was taken, with the answer that offered it. */
export function keepTaken(button) {
  const exchange = exchangeOf.get(button.closest("article"));
  if (!exchange) return;
  exchange.taken = button.dataset.line;
  save();
}

/** Put back what was kept before a reload, each exchange after the post it came after. */
export function putBack() {
  try {
    exchanges = JSON.parse(sessionStorage.getItem(KEY)) ?? [];
    exchanges.forEach(putBackOne);
  } catch {
    /* Storage is closed to us, or holds what is not ours: the page works without. */
    exchanges = [];
  }
}

function putBackOne(exchange) {
  insertAfterPost(exchange.after, saidLine(exchange));
  if (!exchange.html) return;
  const article = fragment(exchange.html).firstElementChild;
  exchangeOf.set(article, exchange);
  insertAfterPost(exchange.after, article);
  const taken = exchange.taken && article.querySelector(`[data-line="${CSS.escape(exchange.taken)}"]`);
  if (taken) settle(taken);
}

function save() {
  while (exchanges.length > MOST || JSON.stringify(exchanges).length > LARGEST) exchanges.shift();
  try {
    sessionStorage.setItem(KEY, JSON.stringify(exchanges));
  } catch {
    /* Full, or closed to us: a reload forgets, as it would have. */
  }
}
