// What the widgets share. Python puts this file in front of each of them, in place of its import.

const STUCK_AFTER = 6000;

// crypto.randomUUID exists on https and localhost only; a workshop's server may have neither.
export function newId() {
  if (globalThis.crypto.randomUUID) return globalThis.crypto.randomUUID();
  const bytes = globalThis.crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)]
    .join("-");
}

// Make an element. Children that are strings become text, never HTML.
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null) node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

// Give an exercise's title and introduction, unless the page that it stands on begins with the same
// title: what it is about has been told there, once. Only in its page can it know, so it looks later.
export function heading(view) {
  const parts = [element("h2", {}, view.title), element("p", {}, view.instructions)];
  requestAnimationFrame(() => {
    const above = parts[0].closest(".jp-Notebook")?.querySelector(".jp-MarkdownCell h1");
    // Jupyter adds a sign to link to a heading.
    const told = above?.textContent.replace("¶", "").trim() === view.title;
    for (const part of parts) part.hidden = told;
  });
  return parts;
}

// Keep plain keys from JupyterLab, for which "x" or "d d" on a focused button cuts the cell.
// Keys with Ctrl or Cmd go through, so that saving and the like still work.
export function keepKeys(root) {
  const plain = (event) => !event.ctrlKey && !event.metaKey;
  root.addEventListener("keydown", (event) => {
    if (plain(event)) event.stopPropagation();
  });
  // Jupyter Notebook takes keys on their way down, before they are here; its shortcuts spare what
  // bears this attribute. Only the window hears of a key earlier than its page does. A page may
  // take a cell out and put it back, so the listener goes only when nobody holds the root any more.
  const held = new WeakRef(root);
  function spare(event) {
    const here = held.deref();
    if (here === undefined) window.removeEventListener("keydown", spare, true);
    else if (here.contains(event.target)) {
      here.toggleAttribute("data-lm-suppress-shortcuts", plain(event));
    }
  }
  window.addEventListener("keydown", spare, true);
}

// Storage that survives a reload, or at least this page where the browser allows none.
const memory = new Map();

export function stored(key) {
  try {
    return globalThis.localStorage.getItem(key) ?? memory.get(key) ?? null;
  } catch {
    return memory.get(key) ?? null;
  }
}

export function store(key, value) {
  if (value === null) memory.delete(key);
  else memory.set(key, value);
  try {
    if (value === null) globalThis.localStorage.removeItem(key);
    else globalThis.localStorage.setItem(key, value);
  } catch {
    // Private browsing or a full disk: the page's own memory must do.
  }
}

// Messages to Python, each kept until it has been acknowledged and sent again until then. A message
// that arrives twice counts once, because Python knows its id.
export function openOutbox(model, { onReply, onStuck }) {
  const key = `doorknob:${model.get("view").outbox}`;
  let timer = null;

  // Read anew each time: a second view of the same exercise works on the same list.
  function waiting() {
    try {
      const found = JSON.parse(stored(key) ?? "[]");
      return Array.isArray(found) ? found : [];
    } catch {
      return [];
    }
  }

  function keep(messages) {
    store(key, messages.length ? JSON.stringify(messages) : null);
  }

  function send(message) {
    try {
      // The way to Python may be gone; then the message waits.
      Promise.resolve(model.send(message)).catch(() => {});
    } catch {
      // As above.
    }
  }

  function watch() {
    clearTimeout(timer);
    if (!waiting().length) return;
    timer = setTimeout(() => {
      if (waiting().length) onStuck();
      waiting().forEach(send);
      watch();
    }, STUCK_AFTER);
  }

  function received(content) {
    if (!content || content.kind !== "reply") return;
    const before = waiting();
    const message = before.find((known) => known.id === content.id);
    if (!content.keep) keep(before.filter((known) => known.id !== content.id));
    onReply(content, message);
    watch();
  }

  // What was done meanwhile in another tab, or on another machine, shows when this one is looked
  // at again. It changes nothing, so it is kept for nobody.
  function look() {
    if (!document.hidden && !waiting().length) send({ id: newId(), do: "look" });
  }

  model.on("msg:custom", received);
  globalThis.addEventListener("focus", look);
  return {
    waiting,
    post(message) {
      const whole = { id: newId(), ...message };
      keep([...waiting(), whole]);
      send(whole);
      watch();
    },
    resend() {
      waiting().forEach(send);
      watch();
    },
    close() {
      clearTimeout(timer);
      globalThis.removeEventListener("focus", look);
      model.off("msg:custom", received);
    },
  };
}

// One string, since Python finds the words of a script by what stands in it whole.
export const STUCK =
  "Not sent yet. It is kept here and will be sent by itself. If nothing happens, choose Run ▸ Run All Cells from the menu at the top.";

// What a widget itself says, in the language of whoever uses it; English where Python sent no other
// words. Slots such as {step} are filled as text.
let wording = {};

export function wordBy(model, el) {
  wording = model.get("words") ?? {};
  el.lang = model.get("language") ?? "en";
  colourBy(model, el);
}

// The cohort's colour, where it has one of its own.
export function colourBy(model, el) {
  const [light, dark] = model.get("colours") ?? [];
  if (light) el.style.setProperty("--dk-brand", light);
  if (dark) el.style.setProperty("--dk-brand-dark", dark);
}

export function worded(text, slots = {}) {
  return (wording[text] ?? text).replace(/\{(\w+)\}/g, (slot, name) => `${slots[name] ?? slot}`);
}

// Ask before something that can't be taken back. Focus goes to the question and back again: to the
// no where a second Enter, pressed in haste, would lose something.
export function confirmIn(place, asked, { question, yes, no, onYes, careful = false }) {
  const main = { type: "button", class: "doorknob-primary" };
  const agree = element("button", careful ? { type: "button" } : main, yes);
  const leave = element("button", careful ? main : { type: "button" }, no);
  const words = element("p", {}, question);
  const box = element("div", { class: "doorknob-confirm", role: "group", "aria-label": question },
    words, ...(careful ? [leave, agree] : [agree, leave]));
  const close = () => {
    place.replaceChildren();
    asked.focus();
  };
  agree.addEventListener("click", () => {
    close();
    onYes();
  });
  leave.addEventListener("click", close);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  place.replaceChildren(box);
  (careful ? leave : agree).focus();
}
