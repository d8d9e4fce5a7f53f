import { STUCK, colourBy, confirmIn, element, keepKeys, openOutbox, store, stored } from "./common.js";
import { offerDispute } from "./disputes.js";
import { openSound } from "./speech.js";

// A call with a prospect. Python decides everything; this shows it and passes on what is said.

function bubble(who, name, text, pending) {
  const spoken = element("p");
  spoken.textContent = text;
  return element("div", { class: "doorknob-bubble", "data-who": who, "data-pending": pending },
    element("span", { class: "doorknob-who" }, name), spoken);
}

function firstName(name) {
  const first = name.split(" ")[0];
  return first.endsWith(".") ? name : first;
}

// Who you are stands there always; the facts can be folded away where there is little room.
function sheet(view) {
  const facts = element("ul", {}, ...view.facts.map((fact) => element("li", {}, fact)));
  const folded = element("details", { open: true },
    element("summary", {}, `What you may tell ${view.pronoun.them}, because it is true`), facts);
  const node = element("section", { class: "doorknob-sheet", "aria-label": "Your sheet" },
    element("p", {}, view.brief), folded, element("p", { class: "doorknob-small" }, terms(view)));
  return { node, folded };
}

// Who will see it, before a word is said.
function terms(view) {
  if (view.assessed) return "This call counts. It is played once, without hints or steps back.";
  if (view.private) return "This is practice. What you say here is not graded, and stays with you.";
  if (view.counts !== "best") return "This is practice. Your trainer sees the call that counts.";
  return "This is practice. Play it as often as you like: your best call counts, and your trainer " +
    "sees that one.";
}

function build(view) {
  const name = view.prospect;
  const id = `doorknob-${Math.random().toString(36).slice(2)}`;
  const part = {
    number: element("span", { class: "doorknob-number" }),
    log: element("div", {
      class: "doorknob-log", role: "log", "aria-live": "polite", tabindex: "0",
      "aria-label": `The call with ${name}`,
    }),
    // Seen only: whoever listens hears her when she speaks.
    typing: element("p", { class: "doorknob-typing", "aria-hidden": "true", hidden: true },
      element("span"), element("span"), element("span")),
    notice: element("p", { class: "doorknob-notice", role: "status" }),
    text: element("textarea", {
      id, rows: "2", placeholder: "As you would say it on the phone", "aria-describedby": `${id}-h`,
    }),
    send: element("button", { type: "submit", class: "doorknob-primary" }, "Send"),
    options: element("div", {
      class: "doorknob-options", role: "group", "aria-label": "Lines to choose from",
    }),
    hints: element("div", { class: "doorknob-hints", "aria-live": "polite" }),
    hint: element("button", { type: "button" }, "A hint"),
    back: element("button", { type: "button" }, "Take back my last line"),
    end: element("button", { type: "button" }, "End the call"),
    again: element("button", { type: "button" }, "Start again"),
    asked: element("div"),
    after: element("h2", { tabindex: "-1" }, "Looking back"),
    debrief: element("div"),
  };
  part.form = element("form", { class: "doorknob-composer" },
    element("label", { for: id }, "What you say"),
    part.text,
    part.send,
    element("p", { class: "doorknob-small", id: `${id}-h` },
      "Enter sends it. Shift and Enter begin a new line."));
  part.looking = element("section", { class: "doorknob-debrief", "aria-label": "Looking back" },
    part.after, part.debrief);
  part.actions = element("div", { class: "doorknob-actions" },
    part.end, part.hint, part.back, part.again);
  part.sheet = sheet(view);
  part.root = element("div", { class: "doorknob-root" },
    element("div", { class: "doorknob-call" },
      element("header", {},
        element("span", { class: "doorknob-face", "aria-hidden": "true" }, name.charAt(0)),
        element("h2", {}, name),
        element("span", { class: "doorknob-small" }, view.role),
        part.number),
      part.sheet.node,
      element("div", { class: "doorknob-talk" },
        part.log, part.typing, part.notice, part.hints, part.form, part.options, part.actions, part.asked,
        part.looking)));
  return part;
}

function render({ model, el }) {
  colourBy(model, el);
  const part = build(model.get("view"));
  const draft = `doorknob:${model.get("view").outbox}:draft`;
  let shown = [];
  let wasOver = null;
  let number = null;
  let returning = false;
  let disputes = [];
  // While she thinks: what she will say has come, and is not shown yet.
  let thinking = null;
  let expecting = false;
  let eager = false;

  // Only what is new is put into the log, so that only that is read out.
  function showSpoken(view, waiting) {
    const said = waiting.filter((message) => message.do === "say");
    const wanted = view.spoken.concat(
      said.map((message) => ({ who: "seller", text: message.text.trim(), pending: true })));
    let same = 0;
    while (same < shown.length && same < wanted.length &&
      shown[same].who === wanted[same].who && shown[same].text === wanted[same].text) same += 1;
    while (part.log.children.length > same) part.log.lastElementChild.remove();
    wanted.forEach((turn, index) => {
      const name = turn.who === "seller" ? view.seller : turn.name ?? firstName(view.prospect);
      if (index >= same) {
        part.log.append(bubble(turn.who, name, turn.text, turn.pending === true));
        if (turn.who === "prospect" && wasOver !== null) sound.speak(turn.text);
      }
      else part.log.children[index].toggleAttribute("data-pending", turn.pending === true);
    });
    if (same < wanted.length) toBottom();
    shown = wanted;
  }

  // Buttons are made anew only where the lines are new, so that the focus stays where it is.
  function showOptions(view, waiting) {
    const lines = JSON.stringify(view.options);
    if (part.options.dataset.of !== lines) {
      part.options.dataset.of = lines;
      part.options.replaceChildren(...view.options.map((text) => {
        const choice = element("button", { type: "button" }, text);
        choice.addEventListener("click", () => {
          part.notice.textContent = "";
          expecting = true;
          outbox.post({ do: "say", text });
          refresh();
        });
        return choice;
      }));
    }
    for (const choice of part.options.children) choice.disabled = waiting.length > 0;
  }

  // Each of the learner's lines, looked back at, is a place from which to try something else, and
  // one whose reading can be doubted.
  function offerOnLines(view) {
    disputes = [];
    part.debrief.querySelectorAll('.dk-turn[data-who="seller"]').forEach((turn, index) => {
      if (!view.assessed) offerReturn(turn, index);
      if (view.disputable) {
        disputes.push(offerDispute(turn, {
          line: index + 1,
          told: "Your trainer will look at how this was read.",
          onSend: (why) => {
            outbox.post({ do: "dispute", line: index + 1, why });
            refresh();
          },
        }));
      }
    });
  }

  function offerReturn(turn, index) {
    const back = element("button", { type: "button", class: "doorknob-return" },
      "Say something else here");
    back.setAttribute("aria-label", `Say something else in place of line ${index + 1}`);
    back.addEventListener("click", () => {
      part.notice.textContent = "";
      outbox.post({ do: "rewind", turns: index });
      returning = true;
      refresh();
    });
    turn.append(" ", back);
  }

  function toBottom() {
    part.log.scrollTop = part.log.scrollHeight;
  }

  // She takes a moment, as people do; the longer, the more there is to say and the more guarded
  // she is. Nobody waits twice: a line that is sent meanwhile ends the pause.
  function arrived() {
    const { pause } = model.get("view");
    if (!expecting || !pause || !sound.pause()) return refresh();
    expecting = false;
    part.typing.hidden = false;
    // The line has arrived; only her answer is still to come.
    part.log.lastElementChild?.removeAttribute("data-pending");
    part.send.disabled = false;
    toBottom();
    thinking = setTimeout(answered, pause);
    return undefined;
  }

  function answered() {
    clearTimeout(thinking);
    thinking = null;
    part.typing.hidden = true;
    refresh();
  }

  function refresh() {
    if (thinking !== null) return;
    const view = model.get("view");
    const waiting = outbox.waiting();
    showSpoken(view, waiting);
    part.number.textContent = view.number > 1 ? `Call ${view.number}` : "";
    part.form.hidden = view.over || view.chosen;
    part.options.hidden = view.over || !view.chosen;
    showOptions(view, waiting);
    part.hints.replaceChildren(...view.hints.map((text) => element("p", {}, text)));
    part.hint.hidden = view.over || view.assessed;
    part.hint.disabled = !view.more_hints || waiting.length > 0;
    part.hint.textContent = view.hints.length ? "Another hint" : "A hint";
    part.back.hidden = view.assessed;
    part.back.disabled = view.spoken.length < 2 || waiting.length > 0;
    part.again.hidden = view.assessed;
    part.end.hidden = view.over;
    sound.panel.toggleAttribute("data-over", view.over);
    part.end.disabled = view.spoken.length < 2;
    part.again.disabled = view.spoken.length < 2;
    part.again.textContent = view.over ? "Play it again" : "Start again";
    part.again.classList.toggle("doorknob-primary", view.over);
    part.send.disabled = waiting.length > 0;
    part.looking.hidden = !view.over;
    if (part.debrief.dataset.of !== view.debrief) {
      // Made and escaped by our own Python.
      part.debrief.innerHTML = view.debrief;
      part.debrief.dataset.of = view.debrief;
      offerOnLines(view);
    }
    disputes.forEach((settle, index) => settle(view.disputed.includes(index + 1)));
    if (wasOver === false && view.over) part.after.focus();
    const back = returning && wasOver === true && !view.over;
    if (back || (number !== null && view.number !== number)) {
      returning = false;
      (view.chosen ? part.options.firstElementChild : part.text)?.focus();
    }
    wasOver = view.over;
    number = view.number;
  }

  const outbox = openOutbox(model, {
    onReply(reply, message) {
      part.notice.textContent = reply.notice;
      if (!reply.accepted && !reply.keep && message?.do === "say" && !part.text.value) {
        part.text.value = message.text;
        store(draft, message.text);
      }
      refresh();
      if (eager && reply.accepted) say();
      eager = false;
    },
    onStuck() {
      part.notice.textContent = STUCK;
    },
  });

  const sound = openSound({
    pronoun: model.get("view").pronoun,
    onHeard(text) {
      part.text.value = `${part.text.value} ${text}`.trim();
      store(draft, part.text.value);
      part.text.focus();
    },
    onTrouble(text) {
      part.notice.textContent = text;
    },
  });
  part.form.insertBefore(sound.mic, part.send);
  part.actions.after(sound.panel);

  function say() {
    if (thinking !== null) answered();
    const text = part.text.value;
    if (!text.trim() || part.form.hidden) return;
    // Whoever is quicker than the answer to what came before is not made to press again.
    eager = outbox.waiting().length > 0;
    if (eager) return;
    expecting = true;
    sound.hush();
    part.text.value = "";
    store(draft, null);
    part.notice.textContent = "";
    outbox.post({ do: "say", text });
    refresh();
  }

  part.form.addEventListener("submit", (event) => {
    event.preventDefault();
    say();
    part.text.focus();
  });
  part.text.addEventListener("keydown", (event) => {
    const plain = !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey;
    // While a character is being composed, Enter belongs to the keyboard.
    if (event.key === "Enter" && plain && !event.isComposing) {
      event.preventDefault();
      say();
    }
  });
  part.text.addEventListener("input", () => store(draft, part.text.value || null));
  part.hint.addEventListener("click", () => {
    outbox.post({ do: "hint" });
    refresh();
  });
  part.back.addEventListener("click", () => {
    const mine = model.get("view").spoken.filter((turn) => turn.who === "seller").length;
    part.notice.textContent = "";
    outbox.post({ do: "rewind", turns: mine - 1 });
    refresh();
  });
  part.end.addEventListener("click", () => {
    outbox.post({ do: "finish" });
    refresh();
  });
  part.again.addEventListener("click", () => {
    const begin = () => {
      part.notice.textContent = "";
      outbox.post({ do: "restart" });
      refresh();
    };
    if (model.get("view").over) begin();
    else {
      confirmIn(part.asked, part.again, {
        question: "Begin a new call? This one stays as it is.",
        yes: "Begin a new call",
        no: "Stay in this one",
        onYes: begin,
      });
    }
  });

  keepKeys(part.root);
  part.text.value = stored(draft) ?? "";
  refresh();
  el.append(part.root);
  // Rendered before it is on the page, it can be neither measured nor scrolled yet.
  let measured = false;
  const observer = new ResizeObserver(() => {
    if (!measured && part.root.clientWidth) {
      measured = true;
      part.sheet.folded.open = part.root.clientWidth > 640;
    }
    toBottom();
  });
  observer.observe(part.log);
  model.on("change:view", arrived);
  outbox.resend();
  return () => {
    observer.disconnect();
    clearTimeout(thinking);
    sound.close();
    outbox.close();
    model.off("change:view", arrived);
  };
}

export default { render };
