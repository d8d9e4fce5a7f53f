import {
  STUCK, element, keepKeys, newId, openOutbox, store, stored, wordBy, worded,
} from "./common.js";

// The trainer's desk. Python decides everything; this shows it, asks again every few seconds, and
// passes on what the trainer decides.

const LOOK_EVERY = 4000;
const TABS = ["room", "review", "build"];

// Where the server answers; outside JupyterLab there is none, and files are only named.
function base() {
  const config = document.getElementById("jupyter-config-data");
  try {
    return config ? JSON.parse(config.textContent).baseUrl ?? null : null;
  } catch {
    return null;
  }
}

function table(caption, heads, rows) {
  return element("div", { class: "doorknob-scroll", tabindex: "0", role: "group", "aria-label": caption },
    element("table", {},
      element("caption", {}, caption),
      element("thead", {}, element("tr", {}, ...heads.map((one) => element("th", { scope: "col" }, one)))),
      element("tbody", {}, ...rows)));
}

function ago(seat) {
  if (seat.ago === null) return "–";
  if (seat.ago < 1) return worded("now");
  return seat.ago < 90 ? worded("{minutes} min ago", { minutes: seat.ago })
    : worded("{hours} h ago", { hours: Math.round(seat.ago / 60) });
}

function seatRow(seat) {
  const endings = seat.endings.map((one) => `${one.title}: ${one.label}`).join("; ");
  return element("tr", { "data-stuck": seat.stuck !== "" },
    element("th", { scope: "row" }, seat.name),
    element("td", {}, seat.doing || "–"),
    element("td", {}, seat.state),
    element("td", {}, ago(seat)),
    element("td", {}, worded("{count} of {all}", { count: seat.done, all: seat.of })),
    element("td", {}, endings || "–"),
    element("td", {}, seat.stuck ? element("strong", {}, `⚑ ${seat.stuck}`) : ""));
}

function bars(title, rows, none) {
  if (!rows.length) return element("section", {}, element("h3", {}, title), element("p", {}, none));
  return element("section", {}, element("h3", {}, title),
    element("ul", { class: "doorknob-bars" }, ...rows.map(({ label, told, share }) =>
      element("li", {}, element("span", {}, label), element("span", {}, told),
        element("span", { class: "doorknob-bar", "aria-hidden": "true" },
          element("span", { style: `width:${Math.round(100 * share)}%` }))))));
}

function showRoom(place, room) {
  const most = Math.max(1, ...room.outcomes.map((one) => one.count));
  const stuck = room.seats.filter((seat) => seat.stuck);
  place.replaceChildren(
    element("p", { role: "status" },
      worded("{count} of {all} have begun.", { count: room.begun, all: room.seats.length }) + " " +
      (stuck.length
        ? worded("Could do with a visit: {names}.", { names: stuck.map((seat) => seat.name).join("; ") })
        : worded("Nobody seems stuck."))),
    table(worded("Everybody, in the order of the roster"),
      [worded("Who"), worded("On what"), worded("How far"), worded("Last"), worded("Done"),
        worded("Calls ended"), worded("A visit?")],
      room.seats.map(seatRow)),
    element("div", { class: "doorknob-two" },
      bars(worded("How calls ended"), room.outcomes.map((one) => ({
        label: one.label, told: `${one.count}`, share: one.count / most,
      })), worded("No call has ended yet that you may know about.")),
      bars(worded("What never came out"), room.missed.map((one) => ({
        label: one.label, told: worded("{count} of {all}", { count: one.missed, all: one.held }), share: one.missed / one.held,
      })), worded("Nothing was missed so far."))),
    element("p", { class: "doorknob-small" },
      worded("Of what is practised in private you see that it goes on, and no more.")));
}

// One thing to look at. It is made once and kept while its answer stays, so that what the trainer
// has typed outlives every look at the room.
function makeCase(one, number, decide) {
  const id = `doorknob-${Math.random().toString(36).slice(2)}`;
  const comment = element("textarea", { id: `${id}-c`, rows: "2" });
  comment.value = one.comment;
  const parts = [element("h3", {}, `${one.name} · ${one.title}`)];
  parts.push(element("p", { class: "doorknob-small" }, one.line ? worded("She had said:") : worded("The task:")),
    element("p", { class: "doorknob-quoted" }, one.prompt),
    element("p", { class: "doorknob-small" }, one.line ? `${one.which}:` : worded("The answer:")),
    element("p", { class: "doorknob-quoted", "data-mine": true }, one.text));
  if (one.why !== null) {
    parts.push(element("p", {}, one.why ? worded("“{text}”", { text: one.why }) : worded("The learner gives no reason."),
      element("br"), element("span", { class: "doorknob-small" },
        one.read_as.length
        ? worded("It was read as: {moves}", { moves: one.read_as.join("; ") })
        : worded("It could not be read."))));
  }
  if (one.note) parts.push(element("p", { class: "doorknob-small" }, one.note));
  const ticks = [];
  if (one.rubric.length) {
    parts.push(element("fieldset", { class: "doorknob-rubric" },
      element("legend", {}, worded("What a good answer holds")),
      ...one.rubric.map((line, at) => {
        const tick = element("input", { type: "checkbox", value: `${at}` });
        ticks.push(tick);
        const found = line.found
          ? element("span", { class: "doorknob-small" }, " ", worded("The reader suggests: “{words}”", { words: line.found })) : "";
        return element("label", {}, tick, element("span", {}, line.text, found));
      })));
  }
  const points = element("input", {
    id: `${id}-p`, inputmode: "decimal", size: "4", value: one.points ?? "", autocomplete: "off",
  });
  // Ticks count, until the trainer has written points of her own.
  let own = one.points !== null;
  points.addEventListener("input", () => { own = true; });
  ticks.forEach((tick) => tick.addEventListener("change", () => {
    if (own) return;
    const met = ticks.filter((known) => known.checked).length;
    points.value = `${Math.round(100 * one.out_of * met / ticks.length) / 100}`;
  }));
  const send = (what) => decide({ learner: one.learner, exercise: one.exercise, part: one.part,
    answer: one.answer, comment: comment.value, met: ticks.filter((tick) => tick.checked)
      .map((tick) => Number(tick.value)), ...what });
  const act = (text, primary, what) => {
    const button = element("button", { type: "button", class: primary ? "doorknob-primary" : "" }, text);
    button.addEventListener("click", () => send(what()));
    return button;
  };
  const form = [element("div", { class: "doorknob-field" },
    element("label", { for: `${id}-c` }, worded("A word to the learner (if you like)")), comment)];
  if (one.line) {
    form.push(element("div", { class: "doorknob-actions" },
      act(worded("The learner is right: leave the line out"), true, () => ({ upheld: true })),
      act(worded("The reading stands"), false, () => ({ upheld: false }))));
  } else {
    form.push(element("div", { class: "doorknob-actions" },
      element("label", { for: `${id}-p` }, worded("Points, of {most}", { most: one.out_of })), points,
      act(one.done ? worded("Change") : worded("Give these points"), true, () => ({ points: points.value }))));
  }
  if (one.done) {
    const told = one.line ? (one.upheld ? worded("Left out of the score.") : worded("The reading stands."))
      : worded("{count} of {all} points.", { count: one.points, all: one.out_of });
    const folded = element("details", {}, element("summary", {}, `${one.name} · ${one.title}: ${told}`),
      ...parts.slice(1), ...form);
    return element("article", { class: "doorknob-case", "data-done": true }, folded);
  }
  return element("article", { class: "doorknob-case", "aria-label": `${number}: ${one.name}` }, ...parts, ...form);
}

function keyOf(one) {
  return JSON.stringify([one.learner, one.exercise, one.part, one.answer, one.done, one.points,
    one.upheld, one.comment, one.why]);
}

function showReview(place, review, kept, decide) {
  const known = new Set(review.cases.map(keyOf));
  for (const [key, node] of kept) {
    if (!known.has(key)) {
      node.remove();
      kept.delete(key);
    }
  }
  const head = place.firstElementChild ?? place.appendChild(element("p", { role: "status" }));
  const told = review.cases.length === 0
    ? worded("There is nothing to read: no free text, and nobody who calls a reading wrong.")
    : worded("{count} to look at, {done} decided.",
      { count: review.open, done: review.cases.length - review.open });
  if (head.textContent !== told) head.textContent = told;
  let before = head;
  review.cases.forEach((one, at) => {
    const key = keyOf(one);
    if (!kept.has(key)) kept.set(key, makeCase(one, at + 1, decide));
    const node = kept.get(key);
    // Moved only where it must be: moving takes the focus.
    if (before.nextElementSibling !== node) before.after(node);
    before = node;
  });
}

function stateOf(name) {
  return {
    running: worded("Building …"),
    stopping: worded("Stopping …"),
    stopped: worded("Stopped. What was built before stands as it was."),
    done: worded("All papers are ready."),
    failed: worded("Some papers could not be made. The others are ready."),
  }[name] ?? "";
}

function folderOf(name) {
  return {
    cards: worded("Cards"),
    handouts: worded("Handouts"),
    results: worded("Results"),
    trainer: worded("Trainer"),
  }[name] ?? name[0].toUpperCase() + name.slice(1);
}

function showBuild(place, build, cohort, post) {
  const running = build.state === "running" || build.state === "stopping";
  if (!place.firstElementChild) {
    const button = (text, what) => {
      const made = element("button", { type: "button" }, text);
      made.addEventListener("click", () => post(what));
      return made;
    };
    place.parts = {
      start: button(worded("Build the papers"), { do: "build", again: false }),
      again: button(worded("Build everything anew"), { do: "build", again: true }),
      stop: button(worded("Stop"), { do: "stop" }),
      told: element("p", { role: "status" }),
      bar: element("progress", { "aria-label": worded("Papers made") }),
      faults: element("ul", { class: "doorknob-faults" }),
      files: element("div"),
    };
    place.parts.start.classList.add("doorknob-primary");
    const { start, again, stop, told, bar, faults, files } = place.parts;
    place.append(element("p", {},
      worded("Handouts, results, the report and the gradebook, from what has been handed in so far. What hasn't changed is kept.")),
      element("div", { class: "doorknob-actions" }, start, again, stop), bar, told, faults, files);
  }
  const { start, again, stop, told, bar, faults, files } = place.parts;
  start.disabled = again.disabled = running;
  stop.hidden = build.state !== "running";
  bar.hidden = !running;
  if (build.total) {
    bar.max = build.total;
    bar.value = build.done;
  } else bar.removeAttribute("value");
  const counted = running && build.total ? " " + worded("{count} of {all}", { count: build.done, all: build.total }) : "";
  const words = build.words ? worded("The build could not begin: {why}", { why: build.words })
    : stateOf(build.state) + counted;
  if (told.textContent !== words) told.textContent = words;
  faults.replaceChildren(...build.failed.map((one) =>
    element("li", {}, element("strong", {}, one.name), `: ${one.message}`)));
  const listed = JSON.stringify([cohort, build.files]);
  if (files.dataset.of !== listed) {
    files.dataset.of = listed;
    files.replaceChildren(...folders(build.files, cohort));
  }
}

function folders(files, cohort) {
  const home = base();
  const groups = new Map();
  for (const file of files) groups.set(file.folder, [...(groups.get(file.folder) ?? []), file]);
  return [...groups].map(([folder, found]) => element("section", {},
    element("h3", {}, folder === "." ? worded("For you") : folderOf(folder)),
    element("ul", { class: "doorknob-files" }, ...found.map((file) => {
      const name = file.path.split("/").pop();
      const where = home === null ? null
        : `${home}doorknob/built?cohort=${encodeURIComponent(cohort)}&path=${encodeURIComponent(file.path)}`;
      return element("li", {}, where
        ? element("a", { href: where, target: "_blank", rel: "noopener" }, name) : name);
    }))));
}

function render({ model, el }) {
  wordBy(model, el);
  const id = `doorknob-${Math.random().toString(36).slice(2)}`;
  const kept = new Map();
  const chosen = `doorknob:${model.get("view").outbox}:tab`;
  const notice = element("p", { class: "doorknob-notice", role: "status" });
  const panels = {};
  const buttons = {};
  const titles = { room: worded("The room"), review: worded("To review"), build: worded("Papers") };
  for (const name of TABS) {
    panels[name] = element("div", { role: "tabpanel", id: `${id}-${name}`, "aria-labelledby": `${id}-${name}-t` });
    buttons[name] = element("button", { type: "button", role: "tab", id: `${id}-${name}-t`,
      "aria-controls": `${id}-${name}` }, titles[name]);
    buttons[name].addEventListener("click", () => open(name));
  }
  const list = element("div", { role: "tablist", class: "doorknob-tabs", "aria-label": worded("Trainer's desk") },
    ...Object.values(buttons));
  const heading = element("h2", {});
  const cohort = element("select", { "aria-label": worded("Cohort") });
  cohort.addEventListener("change", () => outbox.post({ do: "choose", cohort: cohort.value }));
  const root = element("div", { class: "doorknob-root doorknob-desk" },
    element("div", { class: "doorknob-actions" }, heading, cohort), list, notice, ...Object.values(panels));

  function open(name) {
    store(chosen, name);
    for (const known of TABS) {
      panels[known].hidden = known !== name;
      buttons[known].setAttribute("aria-selected", `${known === name}`);
      buttons[known].tabIndex = known === name ? 0 : -1;
    }
  }

  list.addEventListener("keydown", (event) => {
    const at = TABS.findIndex((name) => buttons[name] === document.activeElement);
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (at < 0 || !step) return;
    event.preventDefault();
    const next = TABS[(at + step + TABS.length) % TABS.length];
    open(next);
    buttons[next].focus();
  });

  const outbox = openOutbox(model, {
    onReply(reply) {
      notice.textContent = reply.notice;
      refresh();
    },
    onStuck() {
      notice.textContent = worded(STUCK);
    },
  });

  function refresh() {
    const view = model.get("view");
    heading.textContent = worded("{cohort}: the trainer's desk", { cohort: view.title });
    const named = JSON.stringify(view.cohorts);
    if (cohort.dataset.of !== named) {
      cohort.dataset.of = named;
      cohort.replaceChildren(...view.cohorts.map((one) => element("option", { value: one }, one)));
    }
    cohort.value = view.cohort;
    cohort.hidden = view.cohorts.length < 2;
    const open_ = view.review.open;
    buttons.review.textContent = open_ ? worded("To review ({count})", { count: open_ }) : titles.review;
    if (panels.room.dataset.of !== JSON.stringify(view.room)) {
      panels.room.dataset.of = JSON.stringify(view.room);
      showRoom(panels.room, view.room);
    }
    showReview(panels.review, view.review, kept, (what) => {
      notice.textContent = "";
      outbox.post({ do: "decide", ...what });
    });
    showBuild(panels.build, view.build, view.cohort, (what) => {
      notice.textContent = "";
      outbox.post(what);
    });
  }

  // A look is asked for only while somebody sees the answer, and never twice at a time; it changes
  // nothing, so it needs no outbox.
  const timer = setInterval(() => {
    if (document.hidden || !root.isConnected || root.offsetParent === null) return;
    try {
      Promise.resolve(model.send({ do: "look", id: newId() })).catch(() => {});
    } catch {
      // The way to Python is gone for now.
    }
  }, LOOK_EVERY);

  keepKeys(root);
  const before = stored(chosen);
  open(TABS.includes(before) ? before : "room");
  refresh();
  el.append(root);
  model.on("change:view", refresh);
  outbox.resend();
  return () => {
    clearInterval(timer);
    outbox.close();
    model.off("change:view", refresh);
  };
}

export default { render };
