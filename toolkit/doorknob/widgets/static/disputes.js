import { element, worded } from "./common.js";

// A reading can be wrong. Whoever thinks so says it here, and a person decides.

export function offerDispute(place, { line, told, onSend }) {
  const open = element("button", { type: "button", class: "doorknob-return" }, worded("Read wrongly?"));
  open.setAttribute("aria-label", worded("Read wrongly? Line {number}", { number: line }));
  const state = element("span", { class: "doorknob-small", role: "status" });
  const id = `doorknob-${Math.random().toString(36).slice(2)}`;
  const why = element("textarea", { id, rows: "2", maxlength: "500" });
  const send = element("button", { type: "button", class: "doorknob-primary" }, worded("Ask my trainer to look"));
  const leave = element("button", { type: "button" }, worded("Never mind"));
  const form = element("div", { class: "doorknob-dispute", hidden: true },
    element("label", { for: id }, worded("What did you mean to do? (if you like)")), why,
    element("div", { class: "doorknob-actions" }, send, leave));
  const fold = (shut) => {
    form.hidden = shut;
    open.hidden = !shut;
    (shut ? open : why).focus();
  };
  open.addEventListener("click", () => fold(false));
  leave.addEventListener("click", () => fold(true));
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") fold(true);
  });
  send.addEventListener("click", () => {
    onSend(why.value.trim());
    form.hidden = true;
  });
  place.append(open, state, form);
  return (done) => {
    if (!done) return;
    open.hidden = form.hidden = true;
    if (state.textContent !== told) state.textContent = told;
  };
}
