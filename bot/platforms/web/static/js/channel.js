/** What stands in the channel, and which part of it is in view. */

const NEAR_END = 120;

const channel = document.getElementById("channel");
const pill = document.getElementById("new-posts");
let waiting = null;

pill.addEventListener("click", () => {
  const post = waiting;
  forgetPill();
  show(post);
  post.focus({ preventScroll: true });
});

channel.addEventListener("scroll", () => {
  if (waiting && waiting.getBoundingClientRect().top < channel.getBoundingClientRect().bottom - 40) forgetPill();
});

/** The one place where text becomes HTML: fragments that our own server rendered and escaped. */
export function fragment(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}

/** A copy of one of the page's own templates. */
export function piece(id) {
  return document.getElementById(id).content.firstElementChild.cloneNode(true);
}

export function append(element) {
  element.classList.add("fresh");
  channel.append(element);
  return element;
}

/** Insert an element before the first post that is newer than this one. Nobody is told: it was here before. */
export function insertAfterPost(id, element) {
  const posts = [...channel.querySelectorAll(":scope > .post")];
  element.ariaLive = "off";
  channel.insertBefore(element, posts.find((post) => Number(post.dataset.postId) > id) ?? null);
}

/** Bring an element in view from its beginning, as far as the end of the channel allows. */
export function show(element, behavior = "auto") {
  element.scrollIntoView({ block: "start", behavior });
}

export function showNewest() {
  const newest = channel.querySelector(":scope > article:last-of-type");
  if (newest) show(newest, "instant");
}

/** The id of the newest post there is on the page. */
export function newestId() {
  return Number(channel.dataset.newest);
}

/** The posts there are, each in the version that is shown: the newest of them. */
export function versions() {
  const posts = [...channel.querySelectorAll(":scope > .post")].slice(-50);
  return posts.map((post) => post.dataset.version).join(".");
}

/** Put a post that was changed in the place of what it was; nobody is moved, and nothing is announced. */
export function changePost(html) {
  const post = fragment(html).firstElementChild;
  const before = channel.querySelector(`[data-post-id="${CSS.escape(post.dataset.postId)}"]`);
  if (!before || before.dataset.version === post.dataset.version) return null;
  post.ariaLive = "off";
  if (waiting === before) waiting = post;
  before.replaceWith(post);
  return post;
}

/** Put a post at the end, once; whoever reads further up is told instead of moved. */
export function addPost(html) {
  const post = fragment(html).firstElementChild;
  const known = channel.querySelector(`[data-post-id="${CSS.escape(post.dataset.postId)}"]`);
  if (known) return known;
  const follows = channel.scrollHeight - channel.scrollTop - channel.clientHeight < NEAR_END;
  document.getElementById("empty")?.remove();
  channel.dataset.newest = Math.max(newestId(), Number(post.dataset.postId));
  append(post);
  if (follows) show(post);
  else tell(post);
  return post;
}

export function forgetPill() {
  waiting = null;
  pill.hidden = true;
}

function tell(post) {
  waiting ??= post;
  pill.querySelector(".title").textContent = waiting.getAttribute("aria-label");
  pill.hidden = false;
}
