import { element, store, stored } from "./common.js";

// Sound and pace: all of it off, or gentle, until the learner says otherwise. Where a browser can't
// speak or listen, nothing of it is shown.

const SOUND = "doorknob:sound";

function readSettings() {
  const usual = { aloud: false, dictate: false, pause: true };
  try {
    const found = JSON.parse(stored(SOUND) ?? "{}");
    for (const name of Object.keys(usual)) {
      if (typeof found[name] === "boolean") usual[name] = found[name];
    }
  } catch {
    // What is kept there is none of ours.
  }
  return usual;
}

function still() {
  return globalThis.matchMedia?.("(prefers-reduced-motion: reduce)").matches ?? false;
}

// A voice of this machine is taken before one that needs a server.
function voiceFor(language) {
  const voices = globalThis.speechSynthesis.getVoices();
  const fitting = voices.filter((voice) => voice.lang.toLowerCase().startsWith(language));
  return fitting.find((voice) => voice.localService) ?? fitting[0] ?? null;
}

export function openSound({ pronoun, onHeard, onTrouble }) {
  const canSpeak = "speechSynthesis" in globalThis && "SpeechSynthesisUtterance" in globalThis;
  const Recognition = globalThis.SpeechRecognition ?? globalThis.webkitSpeechRecognition;
  const settings = readSettings();
  const them = pronoun.their ?? "her";
  const mic = element("button", { type: "button", class: "doorknob-mic", hidden: true }, "Speak");
  let listening = null;

  function row(name, label, note) {
    const box = element("input", { type: "checkbox" });
    box.checked = settings[name];
    box.addEventListener("change", () => {
      settings[name] = box.checked;
      store(SOUND, JSON.stringify(settings));
      if (name === "aloud" && !box.checked) hush();
      show();
    });
    return element("li", {}, element("label", {}, box, " ", label),
      note ? element("p", { class: "doorknob-small" }, note) : "");
  }

  const rows = [];
  if (!still()) rows.push(row("pause", `A short pause before ${them} answer`, ""));
  if (canSpeak) {
    rows.push(row("aloud", `Read ${them} lines aloud`,
      "The voice belongs to your browser or computer. Some browsers send the text to their maker to have it spoken."));
  }
  if (Recognition) {
    rows.push(row("dictate", "Speak instead of typing",
      "Most browsers send what you say to their maker to have it written down. You can read and change it before you send it."));
  }
  const panel = element("details", { class: "doorknob-sound" },
    element("summary", {}, "Sound and pace"), element("ul", {}, ...rows));
  panel.hidden = rows.length === 0;

  function hush() {
    if (canSpeak) globalThis.speechSynthesis.cancel();
  }

  function stopListening() {
    listening?.abort();
    listening = null;
    mic.textContent = "Speak";
    mic.setAttribute("aria-pressed", "false");
  }

  function listen() {
    const found = new Recognition();
    found.lang = document.documentElement.lang || "en";
    found.interimResults = false;
    found.addEventListener("result", (event) => {
      const text = [...event.results].map((one) => one[0].transcript).join(" ").trim();
      if (text) onHeard(text);
    });
    found.addEventListener("error", (event) => {
      if (event.error === "not-allowed") onTrouble("The browser doesn't allow the microphone here.");
    });
    found.addEventListener("end", stopListening);
    listening = found;
    mic.textContent = "Stop";
    mic.setAttribute("aria-pressed", "true");
    try {
      found.start();
    } catch {
      stopListening();
    }
  }

  mic.addEventListener("click", () => {
    if (listening) stopListening();
    else {
      hush();
      listen();
    }
  });

  function show() {
    mic.hidden = !(Recognition && settings.dictate);
    if (mic.hidden) stopListening();
  }

  show();
  return {
    panel,
    mic,
    pause: () => settings.pause && !still(),
    speak(text) {
      if (!canSpeak || !settings.aloud) return;
      const spoken = new globalThis.SpeechSynthesisUtterance(text);
      const language = (document.documentElement.lang || "en").slice(0, 2).toLowerCase();
      const voice = voiceFor(language);
      if (voice) spoken.voice = voice;
      spoken.lang = voice?.lang ?? language;
      globalThis.speechSynthesis.speak(spoken);
    },
    hush,
    close() {
      hush();
      stopListening();
    },
  };
}
