import {
  confirmIn, element, heading, keepKeys, openOutbox, STUCK, wordBy, worded,
} from "./common.js";

// Situations with options. Python decides everything; this shows it and passes on what is chosen.

// With feedback at once an answer is given by a button: going through the options by the arrow keys
// must not count as giving each of them.
function situation(item, number, view, choose) {
  const group = `doorknob-${Math.random().toString(36).slice(2)}`;
  const button = element("button", { type: "button" }, worded("Choose this answer"));
  const radios = item.options.map((option) =>
    element("input", { type: "radio", name: group, value: option.id }));
  const labels = item.options.map((option, index) =>
    element("label", { class: "doorknob-option" }, radios[index],
      element("span", { class: "doorknob-letter" }, option.id.toUpperCase()),
      element("span", {}, option.text)));
  const feedback = element("div", { class: "doorknob-feedback", "aria-live": "polite" });
  const field = element("fieldset", {},
    element("legend", {}, element("span", { class: "doorknob-count" }, `${number}`), item.prompt),
    ...labels);
  if (view.at_once) field.append(button);
  const node = element("div", { class: "doorknob-situation" }, field, feedback);
  const selected = () => radios.find((radio) => radio.checked)?.value ?? "";
  let given = "";
  let told = "";

  function mark() {
    button.disabled = !selected() || selected() === given;
  }
  radios.forEach((radio) => radio.addEventListener("change", () => {
    mark();
    if (!view.at_once) choose(item.id, selected());
  }));
  button.addEventListener("click", () => choose(item.id, selected()));

  return {
    node,
    show(now, waiting, over) {
      const sent = waiting.filter((message) => message.item === item.id).at(-1)?.option;
      const chosen = sent ?? now.chosen;
      // A selection that hasn't been given yet stays as it is.
      if (chosen !== given) radios.forEach((radio) => { radio.checked = radio.value === chosen; });
      given = chosen;
      field.disabled = over;
      button.hidden = over;
      labels.forEach((label, index) =>
        label.toggleAttribute("data-given", radios[index].value === now.chosen));
      mark();
      const texts = (now.feedback ?? []).map((told) => [told.best, told.text]);
      if (JSON.stringify(texts) === told) return;
      told = JSON.stringify(texts);
      feedback.replaceChildren(...texts.map(([best, text]) =>
        element("p", { "data-best": best }, element("strong", {},
          best ? worded("✓ The best answer. ") : worded("Another one is better. ")), text)));
    },
  };
}

function render({ model, el }) {
  const first = model.get("view");
  wordBy(model, el);
  const bar = element("progress", { max: `${first.items.length}`, "aria-label": worded("Answered") });
  const count = element("p", { role: "status" });
  const notice = element("p", { class: "doorknob-notice", role: "status" });
  const hand = element("button", { type: "button", class: "doorknob-primary" }, worded("Finish this exercise"));
  const asked = element("div");
  const choose = (item, option) => {
    notice.textContent = "";
    outbox.post({ do: "answer", item, option });
    refresh();
  };
  const items = first.items.map((item, index) => situation(item, index + 1, first, choose));
  const root = element("div", { class: "doorknob-root doorknob-choice" },
    ...heading(first),
    ...items.map((item) => item.node),
    element("div", { class: "doorknob-foot" }, count, bar, hand),
    notice,
    asked);

  function refresh() {
    const view = model.get("view");
    const waiting = outbox.waiting();
    items.forEach((item, index) => item.show(view.items[index], waiting, view.over));
    const told = view.over ? view.summary : worded("{count} of {all} answered", { count: view.answered, all: view.items.length });
    if (count.textContent !== told) count.textContent = told;
    bar.value = view.answered;
    bar.hidden = view.over;
    hand.hidden = view.over;
    hand.disabled = view.answered === 0 || waiting.length > 0;
  }

  const outbox = openOutbox(model, {
    onReply(reply) {
      notice.textContent = reply.notice;
      refresh();
    },
    onStuck() {
      notice.textContent = worded(STUCK);
    },
  });

  hand.addEventListener("click", () => {
    const view = model.get("view");
    const open = view.items.length - view.answered;
    const finish = () => {
      outbox.post({ do: "finish" });
      refresh();
    };
    if (open === 0) finish();
    else {
      confirmIn(asked, hand, {
        question: worded(open === 1 ? "1 situation has no answer yet. Finish all the same?" :
          "{count} situations have no answer yet. Finish all the same?", { count: open }),
        yes: worded("Finish this exercise"),
        no: worded("Go on answering"),
        careful: true,
        onYes: finish,
      });
    }
  });

  keepKeys(root);
  refresh();
  el.append(root);
  model.on("change:view", refresh);
  outbox.resend();
  return () => {
    outbox.close();
    model.off("change:view", refresh);
  };
}

export default { render };
