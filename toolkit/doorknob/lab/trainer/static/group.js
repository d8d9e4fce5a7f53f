import { STUCK, colourBy, confirmIn, element, keepKeys, openOutbox, store, stored } from "./common.js";

// A call for the whole room: large letters, lines to vote for, and the trainer counts the hands.

const LETTERS = "ABCD";

function render({ model, el }) {
  colourBy(model, el);
  const part = {
    choice: element("select", { "aria-label": "Which call" }),
    name: element("p", { class: "doorknob-small" }),
    said: element("p", { class: "doorknob-stage", role: "status" }),
    why: element("details", {}, element("summary", {}, "Why did she say that?"), element("ul")),
    options: element("div", { class: "doorknob-votes", role: "group", "aria-label": "Lines to vote for" }),
    notice: element("p", { class: "doorknob-notice", role: "status" }),
    say: element("button", { type: "button", class: "doorknob-primary" }, "Say the line with most votes"),
    clear: element("button", { type: "button" }, "Count anew"),
    back: element("button", { type: "button" }, "Take the last line back"),
    end: element("button", { type: "button" }, "End the call"),
    again: element("button", { type: "button" }, "Start again"),
    asked: element("div"),
    log: element("details", {}, element("summary", {}, "The call so far"), element("div", { class: "doorknob-log" })),
    sheet: element("details", {}, element("summary", {}, "Who you are, and what is true"), element("div")),
    looking: element("section", { class: "doorknob-debrief", "aria-label": "Looking back" }),
  };
  const root = element("div", { class: "doorknob-root doorknob-group" },
    element("div", { class: "doorknob-actions" }, part.choice), part.sheet, part.name, part.said,
    part.why, part.options, part.notice,
    element("div", { class: "doorknob-actions" }, part.say, part.clear, part.back, part.end, part.again),
    part.asked, part.looking, part.log);
  let votes = [];

  function view() {
    return model.get("view");
  }

  function key() {
    return `doorknob:${view().outbox}:votes`;
  }

  // Votes belong to one turn of one call; a reload in between loses none.
  function turnId() {
    return [view().chosen, view().call.number, view().turn].join(" ");
  }

  function loadVotes() {
    votes = view().call.options.map(() => 0);
    try {
      const kept = JSON.parse(stored(key()) ?? "{}");
      if (kept.turn === turnId() && Array.isArray(kept.votes) && kept.votes.length === votes.length) {
        votes = kept.votes.map((one) => (Number.isInteger(one) && one > 0 ? one : 0));
      }
    } catch {
      // What is kept there is none of ours.
    }
  }

  function vote(at, step) {
    if (at >= votes.length) return;
    votes[at] = Math.max(0, votes[at] + step);
    store(key(), JSON.stringify({ turn: turnId(), votes }));
    part.notice.textContent = "";
    showVotes();
  }

  function leading() {
    const most = Math.max(...votes);
    const first = votes.indexOf(most);
    return most > 0 && votes.lastIndexOf(most) === first ? first : null;
  }

  function sayLine(at) {
    if (outbox.waiting().length) return;
    part.notice.textContent = "";
    store(key(), null);
    outbox.post({ do: "say", text: view().call.options[at] });
    refresh();
  }

  function showVotes() {
    const lead = leading();
    [...part.options.children].forEach((row, at) => {
      row.querySelector("output").textContent = `${votes[at]}`;
      row.toggleAttribute("data-leads", lead === at);
    });
    part.say.disabled = lead === null || outbox.waiting().length > 0;
  }

  function optionRow(text, at) {
    const letter = LETTERS[at];
    const more = element("button", { type: "button", "aria-label": `One more vote for ${letter}` }, "+");
    const less = element("button", { type: "button", "aria-label": `One vote fewer for ${letter}` }, "−");
    const now = element("button", { type: "button", class: "doorknob-line" },
      element("span", { class: "doorknob-letter" }, letter), " ", text);
    more.addEventListener("click", () => vote(at, 1));
    less.addEventListener("click", () => vote(at, -1));
    now.addEventListener("click", () => sayLine(at));
    now.title = "Say this line now, whatever the votes";
    return element("div", { class: "doorknob-vote" }, now, less,
      element("output", { "aria-label": `Votes for ${letter}` }, "0"), more);
  }

  function refresh() {
    const { call, calls, chosen, because } = view();
    const listed = JSON.stringify(calls);
    if (part.choice.dataset.of !== listed) {
      part.choice.dataset.of = listed;
      part.choice.replaceChildren(...calls.map((one) => element("option", { value: one.id }, one.title)));
    }
    part.choice.value = chosen;
    part.choice.hidden = calls.length < 2;
    part.name.textContent = `${call.prospect}, ${call.role}`;
    const last = [];
    for (let at = call.spoken.length - 1; at >= 0 && call.spoken[at].who === "prospect"; at -= 1) {
      last.unshift(call.spoken[at].text);
    }
    const said = `“${last.join(" ")}”`;
    if (part.said.textContent !== said) part.said.textContent = said;
    part.why.hidden = !because.length;
    part.why.querySelector("summary").textContent = `Why did ${call.pronoun.they ?? "she"} say that?`;
    part.why.lastElementChild.replaceChildren(...because.map((one) => element("li", {}, one)));
    part.sheet.lastElementChild.replaceChildren(element("p", {}, call.brief),
      element("ul", {}, ...call.facts.map((one) => element("li", {}, one))));
    const offered = JSON.stringify([turnId(), call.options]);
    if (part.options.dataset.of !== offered) {
      part.options.dataset.of = offered;
      part.why.open = false;
      part.options.replaceChildren(...call.options.map(optionRow));
      loadVotes();
    }
    const waiting = outbox.waiting().length > 0;
    part.options.hidden = call.over;
    part.say.hidden = part.clear.hidden = part.end.hidden = call.over;
    part.back.disabled = part.end.disabled = part.again.disabled = waiting || call.spoken.length < 2;
    part.log.lastElementChild.replaceChildren(...call.spoken.map((turn) =>
      element("div", { class: "doorknob-bubble", "data-who": turn.who },
        element("span", { class: "doorknob-who" }, turn.who === "seller" ? call.seller : call.prospect),
        element("p", {}, turn.text))));
    part.looking.hidden = !call.over;
    if (part.looking.dataset.of !== call.debrief) {
      part.looking.dataset.of = call.debrief;
      // Made and escaped by our own Python.
      part.looking.innerHTML = call.debrief;
    }
    showVotes();
  }

  const outbox = openOutbox(model, {
    onReply(reply) {
      part.notice.textContent = reply.notice;
      refresh();
    },
    onStuck() {
      part.notice.textContent = STUCK;
    },
  });

  part.choice.addEventListener("change", () => outbox.post({ do: "choose", call: part.choice.value }));
  part.say.addEventListener("click", () => {
    const at = leading();
    if (at !== null) sayLine(at);
  });
  part.clear.addEventListener("click", () => {
    votes = votes.map(() => 0);
    store(key(), null);
    showVotes();
  });
  part.back.addEventListener("click", () => {
    const mine = view().call.spoken.filter((turn) => turn.who === "seller").length;
    outbox.post({ do: "rewind", turns: mine - 1 });
  });
  part.end.addEventListener("click", () => outbox.post({ do: "finish" }));
  part.again.addEventListener("click", () => {
    if (view().call.over) outbox.post({ do: "restart" });
    else {
      confirmIn(part.asked, part.again, {
        question: "Begin a new call? This one stays as it is.",
        yes: "Begin a new call",
        no: "Stay in this one",
        onYes: () => outbox.post({ do: "restart" }),
      });
    }
  });
  // 1 to 4, or A to D, raise a hand; with Shift it goes down again.
  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.tagName === "SELECT") return;
    const digit = /^Digit([1-4])$/.exec(event.code);
    const at = digit ? Number(digit[1]) - 1 : LETTERS.indexOf(event.key.toUpperCase());
    if (event.key.length === 1 && at >= 0) vote(at, event.shiftKey ? -1 : 1);
  });

  keepKeys(root);
  root.tabIndex = -1;
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
