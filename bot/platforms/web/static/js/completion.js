/** Suggestions while one types: an ARIA combobox with a listbox. */

const DELAY = 90;
/** Safari says by this alone that a key still belongs to a syllable being put together. */
const COMPOSING = 229;

export function completing(box, list) {
  let active = -1;
  let timer = 0;
  let asked = new AbortController();

  box.addEventListener("input", () => {
    cancel();
    timer = setTimeout(ask, DELAY);
  });
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing || event.keyCode === COMPOSING) return;
    if (handle(event)) event.preventDefault();
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) pick(option);
  });

  function handle(event) {
    const count = list.children.length;
    if (event.key === "ArrowDown") return activate((active + 1) % count);
    if (event.key === "ArrowUp") return activate(active > 0 ? active - 1 : count - 1);
    if (event.key === "Escape") return close();
    if (event.key === "Enter" && active >= 0) return pick(list.children[active]);
    if (event.key === "Tab" && !event.shiftKey) return pick(list.children[Math.max(active, 0)]);
    return false;
  }

  async function ask() {
    cancel();
    const line = box.value;
    if (!line.startsWith("/")) return close();
    const { signal } = (asked = new AbortController());
    try {
      const response = await fetch(`/api/complete?line=${encodeURIComponent(line)}`, { signal });
      if (response.ok) offer(await response.json(), line);
    } catch {
      /* Without suggestions one can still type. */
    }
  }

  function offer(suggestions, line) {
    if (box.value !== line || document.activeElement !== box) return;
    const useful = suggestions.filter((suggestion) => suggestion.value.trim() !== line.trim());
    if (!useful.length) return close();
    list.replaceChildren(...useful.map(option));
    list.hidden = false;
    box.ariaExpanded = "true";
    activate(-1);
  }

  function activate(index) {
    active = index;
    for (const [i, option] of [...list.children].entries()) option.ariaSelected = String(i === index);
    const chosen = list.children[index];
    chosen?.scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", chosen?.id ?? "");
    return true;
  }

  function pick(option) {
    box.value = option.dataset.value;
    close();
    box.focus();
    if (box.value.endsWith(" ")) ask();
    return true;
  }

  function cancel() {
    clearTimeout(timer);
    asked.abort();
  }

  function close() {
    cancel();
    active = -1;
    list.hidden = true;
    box.ariaExpanded = "false";
    box.setAttribute("aria-activedescendant", "");
    return true;
  }

  return { ask, close, open: () => !list.hidden };
}

function option({ label, value }, index) {
  const item = document.createElement("li");
  item.id = `suggestion-${index}`;
  item.role = "option";
  item.dataset.value = value;
  item.append(label);
  const help = document.querySelector(`#board [data-fill="${CSS.escape(value)}"] .help`);
  if (help) item.append(" ", help.cloneNode(true));
  return item;
}
