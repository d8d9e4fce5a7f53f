import { offerDispute } from "./disputes.js";
import {
  confirmIn, element, heading, keepKeys, openOutbox, store, stored, STUCK, wordBy, worded,
} from "./common.js";

// Tasks of many kinds. Each kind gives a node, a way to read the learner's answer, and a way to
// show one. Python decides everything; this shows it and passes on what is answered.

let counter = 0;
function unique() {
  counter += 1;
  return `doorknob-t${counter}-${Math.random().toString(36).slice(2)}`;
}

function picking(item, changed, many) {
  const group = unique();
  const boxes = item.options.map((option) =>
    element("input", { type: many ? "checkbox" : "radio", name: group, value: option.id }));
  boxes.forEach((box) => box.addEventListener("change", changed));
  return {
    nodes: item.options.map((option, index) =>
      element("label", { class: "doorknob-option" }, boxes[index], element("span", {}, option.text))),
    read() {
      const picked = boxes.filter((box) => box.checked).map((box) => box.value);
      if (many) return picked.length ? picked : null;
      return picked[0] ?? null;
    },
    show(answer) {
      const given = many ? answer ?? [] : [answer];
      boxes.forEach((box) => { box.checked = given.includes(box.value); });
    },
  };
}

// Cards answer a task when all of them lie somewhere; those that do already are kept as a draft.
function allOrBegun(all, placed) {
  const open = () => all - Object.keys(placed()).length;
  return {
    read: () => (open() ? null : placed()),
    begun: () => (open() < all ? placed() : null),
    open: () => (open() < all ? open() : 0),
  };
}

// Each card is a row of radio buttons: the arrow keys choose its group.
function sorting(item, changed) {
  const rows = item.cards.map((card) => {
    const name = unique();
    const boxes = item.groups.map((group) => {
      const box = element("input", { type: "radio", name, value: group.id });
      box.addEventListener("change", changed);
      return box;
    });
    const node = element("fieldset", { class: "doorknob-card" }, element("legend", {}, card.text),
      element("div", { class: "doorknob-groups" }, ...item.groups.map((group, index) =>
        element("label", { class: "doorknob-chip" }, boxes[index],
          element("span", {}, group.text)))));
    return { card, boxes, node };
  });
  return {
    nodes: rows.map((row) => row.node),
    ...allOrBegun(rows.length, () => {
      const given = {};
      for (const { card, boxes } of rows) {
        const chosen = boxes.find((box) => box.checked);
        if (chosen) given[card.id] = chosen.value;
      }
      return given;
    }),
    show(answer) {
      for (const { card, boxes } of rows) {
        boxes.forEach((box) => { box.checked = answer?.[card.id] === box.value; });
      }
    },
  };
}

function ordering(item, changed) {
  const list = element("ol", { class: "doorknob-steps" });
  const rows = new Map(item.steps.map((step) => {
    const up = element("button", { type: "button", "aria-label": worded("Move up: {step}", { step: step.text }) }, "↑");
    const down = element("button", { type: "button", "aria-label": worded("Move down: {step}", { step: step.text }) }, "↓");
    const row = element("li", { draggable: "true" }, element("span", {}, step.text), up, down);
    row.dataset.id = step.id;
    up.addEventListener("click", () => move(row, row.previousElementSibling, up));
    down.addEventListener("click", () => move(row.nextElementSibling, row, down));
    row.addEventListener("dragstart", (event) => {
      dragged = row;
      event.dataTransfer?.setData("text/plain", step.id);
    });
    row.addEventListener("dragover", (event) => {
      if (!dragged) return;
      event.preventDefault();
      const below = event.offsetY > row.clientHeight / 2;
      if (dragged !== row) row[below ? "after" : "before"](dragged);
    });
    row.addEventListener("drop", (event) => event.preventDefault());
    row.addEventListener("dragend", () => {
      dragged = null;
      touched = true;
      changed();
    });
    return [step.id, row];
  }));
  let dragged = null;
  // What lies there at the beginning is nobody's answer.
  let touched = false;
  list.append(...rows.values());

  function move(first, second, button) {
    if (!first || !second) return;
    second.before(first);
    touched = true;
    button.focus();
    changed();
  }
  return {
    nodes: [element("p", { class: "doorknob-small" },
      worded("Move a step with its arrows, or drag it.")), list],
    read: () => (touched ? Array.from(list.children, (row) => row.dataset.id) : null),
    show(answer) {
      if (!answer) return;
      touched = true;
      list.append(...answer.map((id) => rows.get(id)).filter(Boolean));
    },
  };
}

function matching(item, changed) {
  const rows = item.cards.map((card) => {
    const id = unique();
    const select = element("select", { id }, element("option", { value: "" }, worded("Choose …")),
      ...item.matches.map((one) => element("option", { value: one.id }, one.text)));
    // A closed list shows one line: what doesn't fit into it is told in full below.
    const whole = element("p", { class: "doorknob-chosen", "aria-hidden": "true" });
    const fit = () => {
      const text = select.value ? select.selectedOptions[0].text : "";
      const size = parseFloat(getComputedStyle(select).fontSize);
      whole.textContent = text;
      whole.hidden = text.length * 0.52 * size < select.clientWidth - 3 * size;
    };
    select.addEventListener("change", () => {
      fit();
      changed();
    });
    new ResizeObserver(fit).observe(select);
    const node = element("div", { class: "doorknob-pair" },
      element("label", { for: id }, card.text), select, whole);
    return { card, select, node, fit };
  });
  return {
    nodes: rows.map((row) => row.node),
    ...allOrBegun(rows.length, () => Object.fromEntries(rows
      .filter(({ select }) => select.value).map(({ card, select }) => [card.id, select.value]))),
    show(answer) {
      for (const { card, select, fit } of rows) {
        select.value = answer?.[card.id] ?? "";
        fit();
      }
    },
  };
}

// Words are toggles. The arrow keys walk over them, Space marks, Shift and an arrow marks on the way.
function marking(item, changed) {
  const words = [];
  const turns = item.turns.map((turn) => {
    const line = element("p", { class: "doorknob-words" },
      element("span", { class: "doorknob-who" }, turn.who));
    for (const text of turn.words) {
      const word = element("button", {
        type: "button", class: "doorknob-word", "aria-pressed": "false", tabindex: "-1",
      }, text);
      words.push(word);
      line.append(word, " ");
    }
    return line;
  });
  if (words.length) words[0].tabIndex = 0;
  let painting = null;

  function mark(word, on) {
    word.setAttribute("aria-pressed", on ? "true" : "false");
  }
  function isMarked(word) {
    return word.getAttribute("aria-pressed") === "true";
  }
  function go(from, to, on) {
    if (!words[to]) return;
    if (on) {
      mark(words[from], true);
      mark(words[to], true);
      changed();
    }
    words.forEach((word, index) => { word.tabIndex = index === to ? 0 : -1; });
    words[to].focus();
  }
  words.forEach((word, at) => {
    word.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      painting = !isMarked(word);
      mark(word, painting);
      // So that a finger that slides reaches the other words.
      word.releasePointerCapture?.(event.pointerId);
    });
    word.addEventListener("pointerenter", () => {
      if (painting !== null) mark(word, painting);
    });
    word.addEventListener("click", (event) => {
      // A click by keyboard has no pointer before it.
      if (event.detail === 0) {
        mark(word, !isMarked(word));
        changed();
      }
    });
    word.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step) {
        event.preventDefault();
        go(at, at + step, event.shiftKey);
      }
    });
  });
  const end = () => {
    if (painting === null) return;
    painting = null;
    changed();
  };
  document.addEventListener("pointerup", end);
  return {
    nodes: [element("p", { class: "doorknob-small" },
      worded("Click a word to mark it, or draw over several. By keyboard: arrows, Space, Shift and arrows.")),
    element("div", { role: "group", "aria-label": worded("Words to mark") }, ...turns)],
    read() {
      const marked = words.map((word, at) => (isMarked(word) ? at : -1)).filter((at) => at >= 0);
      return marked.length ? marked : null;
    },
    show(answer) {
      words.forEach((word, at) => mark(word, (answer ?? []).includes(at)));
    },
    close() {
      document.removeEventListener("pointerup", end);
    },
  };
}

function field(label, longest, rows, changed) {
  const id = unique();
  const text = element("textarea", { id, rows, maxlength: longest });
  text.addEventListener("input", changed);
  return { text, node: element("div", { class: "doorknob-field" },
    element("label", { for: id }, label), text) };
}

function writing(item, changed) {
  const own = field(item.ask === "rewrite" ? worded("Say it your way") : worded("Your answer"),
    item.longest, item.ask === "rewrite" ? "2" : "5", changed);
  const before = [];
  if (item.said) before.push(element("p", { class: "doorknob-quoted" }, `“${item.said}”`));
  if (item.line) {
    before.push(element("p", { class: "doorknob-quoted", "data-mine": true }, `“${item.line}”`));
  }
  return {
    nodes: [...before, own.node],
    typed: true,
    read: () => own.text.value.trim() || null,
    show(answer) { own.text.value = answer ?? ""; },
  };
}

function planning(item, changed) {
  const fields = item.fields.map((one) => ({ id: one.id, ...field(one.text, item.longest, "2", changed) }));
  return {
    nodes: fields.map((one) => one.node),
    typed: true,
    read() {
      const filled = fields.filter((one) => one.text.value.trim());
      if (!filled.length) return null;
      return Object.fromEntries(filled.map((one) => [one.id, one.text.value.trim()]));
    },
    show(answer) {
      for (const one of fields) one.text.value = answer?.[one.id] ?? "";
    },
  };
}

const KINDS = {
  choose: (item, changed) => picking(item, changed, false),
  several: (item, changed) => picking(item, changed, true),
  sort: sorting,
  order: ordering,
  match: matching,
  mark: marking,
  rewrite: writing,
  write: writing,
  plan: planning,
};

function task(item, number, view, act) {
  const draftKey = `doorknob:${view.outbox}:${item.id}`;
  const give = element("button", { type: "button" }, worded("Keep this answer"));
  const hint = element("button", { type: "button" }, worded("A hint"));
  const hintText = element("p", { class: "doorknob-hint", "aria-live": "polite" });
  const state = element("span", { class: "doorknob-small", role: "status" });
  const told = element("div", { class: "doorknob-feedback", "aria-live": "polite" });
  const body = KINDS[item.ask](item, changed);
  const frame = element("fieldset", { class: "doorknob-task" },
    element("legend", {}, element("span", { class: "doorknob-count" }, `${number}`), item.prompt),
    ...body.nodes, hintText,
    element("div", { class: "doorknob-actions" }, give, hint, state));
  const node = element("div", { class: "doorknob-situation" }, frame, told);
  const doubt = element("div");
  node.append(doubt);
  let settle = null;
  let given = "null";
  let shownTold = "";
  let over = false;

  // What was begun and not yet kept survives a reload.
  function changed() {
    const now = JSON.stringify((body.begun ?? body.read)());
    store(draftKey, now === given || now === "null" ? null : now);
    mark();
  }
  function mark() {
    const now = JSON.stringify(body.read());
    give.disabled = now === "null" || now === given;
    const open = body.open?.() ?? 0;
    state.textContent = open ? worded("Still to do: {count}.", { count: open }) :
      given === "null" ? "" : now === given ? worded("Kept.") : worded("Changed, not kept yet.");
  }
  give.addEventListener("click", () => {
    const answer = body.read();
    if (answer === null) return;
    store(draftKey, null);
    act({ do: "answer", item: item.id, response: JSON.stringify(answer) });
  });
  hint.addEventListener("click", () => act({ do: "hint", item: item.id }));

  const draft = stored(draftKey);
  body.show(item.answer);
  given = JSON.stringify(item.answer);
  if (draft) {
    try {
      body.show(JSON.parse(draft));
    } catch {
      store(draftKey, null);
    }
  }

  return {
    node,
    close: () => body.close?.(),
    // An answer that was left without its button being pressed is handed in with the rest.
    pending: () => {
      const now = JSON.stringify(body.read());
      return !over && now !== "null" && now !== given ? { item: item.id, response: now } : null;
    },
    show(now, waiting, isOver) {
      over = isOver;
      const sent = waiting.filter((one) => one.do === "answer" && one.item === item.id).at(-1);
      const kept = sent ? sent.response : JSON.stringify(now.answer);
      if (kept !== given) {
        const mine = JSON.stringify(body.read());
        // What is being changed stays as it is.
        if (mine === given || mine === "null") body.show(JSON.parse(kept));
        given = kept;
      }
      frame.disabled = over;
      give.hidden = over;
      hint.hidden = over || !now.has_hint || Boolean(now.hint);
      hintText.textContent = now.hint;
      hintText.hidden = !now.hint;
      mark();
      if (now.disputable && !settle) {
        settle = offerDispute(doubt, {
          line: number,
          told: worded("Your trainer will look at how this was read."),
          onSend: (why) => act({ do: "dispute", item: item.id, why }),
        });
      }
      settle?.(now.disputed);
      const key = JSON.stringify([now.told, now.right]);
      if (key === shownTold) return;
      shownTold = key;
      const verdict = now.right === true ? worded("✓ Right. ") : now.right === false ? worded("Not quite. ") : "";
      told.replaceChildren(...(verdict ? [element("p", { "data-best": now.right === true },
        element("strong", {}, verdict))] : []),
      ...now.told.map((one) => element("p", { "data-good": one.good === null ? "" : `${one.good}` },
        one.good === true ? "✓ " : one.good === false ? "✗ " : "", one.text)));
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
  const act = (message) => {
    notice.textContent = "";
    outbox.post(message);
    refresh();
  };
  const tasks = first.items.map((item, index) => task(item, index + 1, first, act));
  const root = element("div", { class: "doorknob-root doorknob-choice doorknob-tasks" },
    ...heading(first),
    ...tasks.map((one) => one.node),
    element("div", { class: "doorknob-foot" }, count, bar, hand),
    notice,
    asked);

  function refresh() {
    const view = model.get("view");
    const waiting = outbox.waiting();
    tasks.forEach((one, index) => one.show(view.items[index], waiting, view.over));
    const told = view.over ? view.summary : worded("{count} of {all} answered", { count: view.answered, all: view.items.length });
    if (count.textContent !== told) count.textContent = told;
    bar.value = view.answered;
    bar.hidden = view.over;
    hand.hidden = view.over;
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
    const open = tasks.map((one) => one.pending()).filter(Boolean);
    open.forEach((one) => act({ do: "answer", ...one }));
    const sent = new Set(outbox.waiting().map((one) => one.item));
    const without = model.get("view").items.filter((item) =>
      item.answer === null && !sent.has(item.id)).length;
    const finish = () => act({ do: "finish" });
    if (without === 0) finish();
    else {
      confirmIn(asked, hand, {
        question: worded(without === 1 ? "1 task has no answer yet. Finish all the same?" :
          "{count} tasks have no answer yet. Finish all the same?", { count: without }),
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
    tasks.forEach((one) => one.close());
    outbox.close();
    model.off("change:view", refresh);
  };
}

export default { render };
