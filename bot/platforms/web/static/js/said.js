/** What one said, as it stands in the channel: a long line is folded, and can be unfolded. */

import { piece } from "./channel.js";

/** Characters beyond which a line is folded: more than three rows, even on the widest sheet. */
const LONG = 240;

export function saidLine({ shown, pressed }) {
  const said = piece("said");
  const line = said.querySelector(".line");
  line.textContent = shown;
  said.classList.toggle("pressed", pressed);
  if (shown.length > LONG) fold(line, said.querySelector(".whole"));
  return said;
}

function fold(line, whole) {
  line.title = line.textContent;
  line.classList.add("folded");
  whole.hidden = false;
  whole.addEventListener("click", () => {
    const folded = line.classList.toggle("folded");
    whole.ariaExpanded = String(!folded);
  });
}
