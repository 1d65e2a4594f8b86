/** The choices of a question: one can be taken, once. */

const CHOICE = "/answer ";

export function isChoice(button) {
  return button.dataset.line.startsWith(CHOICE);
}

/** Mark the choice that was taken; the others can't be taken any more. */
export function settle(button) {
  for (const choice of button.parentElement.children) choice.disabled = choice !== button;
  button.ariaPressed = "true";
  button.ariaDisabled = "true";
}
