/** The up arrow brings back what was asked before. */

export function remembering(box, completion) {
  const lines = [];
  let place = 0;

  box.addEventListener("keydown", (event) => {
    if (event.isComposing || event.defaultPrevented || completion.open()) return;
    const untouched = box.value === "" || box.value === lines[place];
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!step || !untouched || !lines.length) return;
    event.preventDefault();
    place = Math.min(Math.max(place + step, 0), lines.length);
    box.value = lines[place] ?? "";
    box.setSelectionRange(box.value.length, box.value.length);
  });

  return {
    add(line) {
      if (lines.at(-1) !== line) lines.push(line);
      place = lines.length;
    },
  };
}
