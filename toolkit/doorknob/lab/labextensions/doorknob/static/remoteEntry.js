// The page's side of the workshop, as a federated module that needs no build step: it takes from
// JupyterLab what JupyterLab shares, and gives one plug-in.
(() => {
  const home = globalThis._JUPYTERLAB ?? (globalThis._JUPYTERLAB = {});
  let scope = {};

  async function shared(name) {
    const versions = Object.values(scope[name] ?? {});
    const found = versions.find((one) => one.loaded) ?? versions[0];
    if (!found) throw new Error(`JupyterLab shares no ${name}`);
    return (await found.get())();
  }

  function element(tag, attributes = {}, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value === true) node.setAttribute(name, "");
      else if (value !== false && value !== null) node.setAttribute(name, value);
    }
    node.append(...children);
    return node;
  }

  async function plugin() {
    const [notebook, apputils, coreutils, services, lumino] = await Promise.all([
      shared("@jupyterlab/notebook"),
      shared("@jupyterlab/apputils"),
      shared("@jupyterlab/coreutils"),
      shared("@jupyterlab/services"),
      shared("@lumino/widgets"),
    ]);
    const settings = services.ServerConnection.makeSettings();

    async function ask(path, query = {}, options = {}) {
      const address = coreutils.URLExt.join(settings.baseUrl, "doorknob", path) +
        coreutils.URLExt.objectToQueryString(query);
      const response = await services.ServerConnection.makeRequest(address, options, settings);
      if (!response.ok) throw new Error(`${response.status}`);
      return response.json();
    }

    // What the page says itself, in the cohort's language; English where no answer comes. Python
    // finds the texts in this file, so each stands whole and in double quotes.
    const { words } = await ask("words").catch(() => ({ words: {} }));

    function worded(text, slots = {}) {
      return (words[text] ?? text).replace(/\{(\w+)\}/g, (slot, name) => `${slots[name] ?? slot}`);
    }

    // Only a notebook that the server knows, code for code, is run without being asked to.
    async function wake(panel) {
      await panel.context.ready;
      const { own } = await ask("own", { path: panel.context.path });
      if (!own) return;
      panel.addClass("doorknob-own");
      holdStill(panel);
      const told = element("span", { class: "doorknob-facts", role: "status" });
      panel.toolbar.insertItem(2, "doorknobOpening", new lumino.Widget({ node: told }));
      told.textContent = worded("One moment, this page is getting ready …");
      try {
        await panel.sessionContext.ready;
        await panel.revealed;
        await alive(panel);
      } finally {
        told.textContent = "";
      }
      keepAlive(panel);
    }

    // A double click on a text, or a plain key beside a widget, is nobody's wish to edit it: no
    // source comes up, and no cell comes or goes. Keys with Ctrl or Cmd still work.
    function holdStill(panel) {
      const { node } = panel.content;
      node.addEventListener("dblclick", (event) => {
        if (event.target.closest(".jp-MarkdownCell")) event.stopPropagation();
      }, true);
      const spare = (event) => {
        const { target, ctrlKey, metaKey } = event;
        // Whoever writes notes into a cell of his own needs the keys there.
        if (!node.contains(target) || target.closest(".cm-editor")) return;
        target.toggleAttribute("data-lm-suppress-shortcuts", !ctrlKey && !metaKey);
      };
      window.addEventListener("keydown", spare, true);
      panel.disposed.connect(() => window.removeEventListener("keydown", spare, true));
    }

    // Each cell is run where it is. "Run all" would go to the last one, and a lesson would open at
    // its end.
    async function alive(panel) {
      const { content, sessionContext } = panel;
      await notebook.NotebookActions.runCells(content, content.widgets, sessionContext);
    }

    // A kernel that died or was restarted has forgotten the widgets; the journal hasn't. So the
    // notebook is run again, as long as its code is still what the server knows, and unless
    // somebody runs it by hand (Restart and Run All).
    function keepAlive(panel) {
      let lost = false;
      let busy = false;
      let byHand = false;
      const { executionScheduled } = notebook.NotebookActions;
      const ran = (_, given) => {
        if (given.notebook === panel.content) byHand = true;
      };
      executionScheduled.connect(ran);
      panel.disposed.connect(() => executionScheduled.disconnect(ran));
      panel.sessionContext.statusChanged.connect(async (_, status) => {
        if (["restarting", "autorestarting", "dead"].includes(status)) {
          lost = true;
          byHand = false;
        }
        if (status === "autorestarting") setTimeout(sparesTheQuestion, 200);
        if (!lost || busy || !["idle", "connected"].includes(status)) return;
        busy = true;
        try {
          await new Promise((done) => setTimeout(done, 1000));
          lost = false;
          const { own } = await ask("own", { path: panel.context.path });
          if (own && !byHand && !panel.isDisposed) await alive(panel);
        } catch (error) {
          console.warn("doorknob:", error);
        }
        busy = false;
      });
    }

    // JupyterLab tells that the kernel has died; here that is of no consequence to anybody.
    function sparesTheQuestion() {
      for (const dialog of document.querySelectorAll(".jp-Dialog")) {
        const title = dialog.querySelector(".jp-Dialog-header")?.textContent.trim();
        if (title === "Kernel Restarting") dialog.querySelector(".jp-mod-accept")?.click();
      }
    }

    function row(app, one) {
      const button = element("button", { type: "button", class: "doorknob-open" }, one.title);
      button.addEventListener("click", () => open(app, one));
      const facts = [one.call ? worded("a call") : "",
        one.minutes ? worded("{minutes} min", { minutes: one.minutes }) : "",
        one.label ?? ""].filter(Boolean);
      return element("li", { "data-progress": one.progress ?? "" }, button,
        element("span", { class: "doorknob-facts" }, facts.join(" · ")));
    }

    function open(app, one) {
      return app.commands.execute("docmanager:open", { path: one.path, factory: "Notebook" });
    }

    // On to what follows in the course, whatever that is by now; at its end, to the start page.
    async function onward(app, path) {
      const { groups } = await ask("start");
      const rows = groups.flatMap((group) => group.rows);
      const at = rows.findIndex((one) => one.path === path);
      if (at >= 0 && rows[at + 1]) await open(app, rows[at + 1]);
      else app.commands.execute("doorknob:start");
    }

    async function fill(app, node) {
      try {
        show(app, node, await ask("start"));
      } catch (error) {
        console.warn("doorknob:", error);
        node.replaceChildren(element("p", { role: "alert" },
          worded("The list could not be loaded. Reload this page; if that doesn't help, tell your trainer.")));
      }
    }

    function show(app, node, page) {
      if (page.colour) node.style.setProperty("--doorknob-colour", page.colour);
      node.lang = page.language;
      const total = page.exercises.length;
      node.replaceChildren(
        element("p", { class: "doorknob-company" }, page.company),
        element("h1", {}, page.title),
        element("p", {},
          page.learner ? worded("Hello, {name}.", { name: page.learner }) : worded("Welcome."), " ",
          worded("Everything you do is kept as you go; you can close this page at any time.")),
        ...(page.trainer.length ? [element("h2", {}, worded("For you")),
          element("ul", {}, ...page.trainer.map((one) => row(app, one)))] : []),
        ...(page.trainer.length ? [] : [
          element("p", { class: "doorknob-facts" },
            worded("{count} of {all} exercises done", { count: page.finished, all: total })),
          element("progress", { max: `${total}`, value: `${page.finished}`,
            "aria-label": worded("Exercises done") }),
          ...(page.next ? [goOn(app, page)] : [])]),
        ...page.groups.flatMap((group) => [element("h2", {}, group.title),
          element("ul", {}, ...group.rows.map((one) => row(app, one)))]),
        ...(page.trainer.length ? [] : handing(app, node, page)));
    }

    // Nobody has to find out where to begin.
    function goOn(app, page) {
      const begun = page.exercises.some((one) => one.progress && one.progress !== "not_started");
      const button = element("button", { type: "button", class: "doorknob-hand doorknob-next" },
        worded(begun ? "Go on with “{title}”" : "Begin with “{title}”", { title: page.next.title }));
      button.addEventListener("click", () => open(app, page.next));
      return element("p", {}, button);
    }

    function receipts(page) {
      return page.received.map((one) => element("li", {}, element("span", {},
        worded("Received {when}", { when: new Date(one.when).toLocaleString(page.language) })), element("code", {}, one.code)));
    }

    function handing(app, node, page) {
      const told = element("p", { role: "status" });
      const hand = element("button", { type: "button", class: "doorknob-hand" },
        page.received.length ? worded("Hand in again") : worded("Hand in what I have done"));
      const list = element("ul", { class: "doorknob-receipts" }, ...receipts(page));
      hand.addEventListener("click", async () => {
        hand.disabled = true;
        told.textContent = worded("Handing in …");
        try {
          // What stands on an open page belongs to it, too.
          await app.commands.execute("docmanager:save-all");
          const { receipt, error } = await ask("hand-in", {}, { method: "POST" });
          if (error) told.textContent = error;
          else {
            told.textContent = worded("Received. Your receipt is {code}.", { code: receipt.code });
            list.replaceChildren(...receipts(await ask("start")));
          }
        } catch {
          told.textContent =
            worded("That didn't work, and nothing is lost. Try again, or take the download.");
        }
        hand.disabled = false;
      });
      const address = coreutils.URLExt.join(settings.baseUrl, "doorknob", "submission");
      const download = element("a", { href: address, download: true },
        
        page.can_hand_in ? worded("Download it as a file instead") : worded("Download what you have done"));
      return [element("h2", {}, worded("Hand in")),
        ...(page.deadline
          ? [element("p", {}, element("strong", {}, worded("Until {day}.", { day: page.deadline })))] : []),
        element("p", {},
          worded("You can hand in as often as you like; the last time counts. What you practised in private stays with you.")),
        ...(page.can_hand_in ? [hand] : []), told, list,
        element("p", {}, download,
          page.send_to ? ". " + worded("Send the file to {trainer}.", { trainer: page.send_to }) : "")];
    }

    function start(app) {
      const content = new lumino.Widget();
      content.node.append(element("section", { class: "doorknob-start", "aria-label": worded("Start page") }));
      const widget = new apputils.MainAreaWidget({ content });
      widget.id = "doorknob-start";
      widget.title.label = worded("Start");
      widget.title.closable = false;
      widget.toolbar.hide();
      const main = content.node.firstElementChild;
      // What was done meanwhile shows when the page comes back into sight.
      const onShow = content.onAfterShow.bind(content);
      content.onAfterShow = (message) => {
        onShow(message);
        fill(app, main);
      };
      fill(app, main);
      return widget;
    }

    return {
      id: "doorknob:course",
      description: "Opens the course's notebooks alive, and shows how far the learner is.",
      autoStart: true,
      requires: [notebook.INotebookTracker],
      activate(app, tracker) {
        let page = null;
        app.commands.addCommand("doorknob:start", {
          label: worded("Start page"),
          execute() {
            if (!page || page.isDisposed) page = start(app);
            if (!page.isAttached) app.shell.add(page, "main", { rank: 0 });
            app.shell.activateById(page.id);
          },
        });
        tracker.widgetAdded.connect((_, panel) => {
          const home = element("button", { type: "button", class: "doorknob-home" }, "← " + worded("Start page"));
          home.addEventListener("click", () => app.commands.execute("doorknob:start"));
          panel.toolbar.insertItem(0, "doorknobStart", new lumino.Widget({ node: home }));
          const next = element("button", { type: "button", class: "doorknob-home" }, worded("Next") + " →");
          next.addEventListener("click", () => onward(app, panel.context.path)
            .catch((error) => console.warn("doorknob:", error)));
          panel.toolbar.insertItem(1, "doorknobNext", new lumino.Widget({ node: next }));
          wake(panel).catch((error) => console.warn("doorknob:", error));
        });
        app.restored.then(() => {
          if (!tracker.currentWidget) app.commands.execute("doorknob:start");
        });
      },
    };
  }

  const STYLE = `
.doorknob-start { max-width: 44rem; margin: 0 auto; padding: 2rem 1.5rem 3rem; height: 100%;
  overflow-y: auto; color: var(--jp-content-font-color1); font-size: 1rem; line-height: 1.5;
  font-family: var(--jp-content-font-family); --doorknob-colour: #1f5c57; box-sizing: border-box; }
.doorknob-start h1 { margin: 0 0 .5rem; font-size: 1.9rem; line-height: 1.2; }
.doorknob-start h2 { margin: 2rem 0 .5rem; font-size: 1.15rem; }
.doorknob-company { margin: 0; font-weight: 600; }
.doorknob-start ul { margin: 0; padding: 0; list-style: none; }
.doorknob-start li { display: flex; flex-wrap: wrap; align-items: center; gap: .2rem 1rem;
  padding: .3rem 0; border-bottom: 1px solid var(--jp-border-color2); }
.doorknob-start .doorknob-open { flex: 1 1 18rem; padding: .6rem .2rem; border: 0;
  background: none; color: inherit; font: inherit; font-weight: 600; text-align: left;
  cursor: pointer; text-decoration: underline; text-underline-offset: .2em;
  text-decoration-color: var(--doorknob-colour); }
.doorknob-start .doorknob-open:hover { text-decoration-thickness: 2px; }
.doorknob-start :focus-visible, .doorknob-home:focus-visible {
  outline: 3px solid var(--jp-content-font-color1); outline-offset: 2px; }
.doorknob-facts { margin: 0; }
.doorknob-start [data-progress="done"] .doorknob-facts::before { content: "✓ "; font-weight: 700; }
.doorknob-start progress { width: 100%; height: .6rem; accent-color: var(--doorknob-colour); }
.doorknob-start .doorknob-hand { padding: .7rem 1.4rem; border: 0; border-radius: .5rem;
  background: var(--doorknob-colour); color: #fff; font: inherit; font-weight: 600; cursor: pointer; }
.doorknob-start .doorknob-hand:disabled { opacity: .6; }
.doorknob-start a { color: inherit; text-decoration: underline; }
.doorknob-receipts code { font-size: 1.05em; letter-spacing: .05em; }
.doorknob-home { border: 0; background: none; color: var(--jp-ui-font-color1); font: inherit;
  cursor: pointer; padding: 0 .6rem; }
.jp-NotebookPanel:not(.doorknob-own) [data-jp-item-name="doorknobNext"],
.doorknob-own .jp-Notebook-footer, .doorknob-own .jp-cell-toolbar,
.doorknob-own .jp-NotebookPanel-toolbar .jp-Toolbar-item:not([data-jp-item-name="doorknobStart"],
  [data-jp-item-name="doorknobNext"], [data-jp-item-name="doorknobOpening"],
  [data-jp-item-name="kernelStatus"], [data-jp-item-name="spacer"]) { display: none; }
.doorknob-own .jp-Cell-inputWrapper:has(.jp-InputPlaceholder) { display: none; }
/* Lines of a hundred letters: on a wide screen they would be as long as the screen. */
.doorknob-own .jp-MarkdownOutput, .doorknob-own .jp-RenderedHTML { max-width: 44rem; }
/* JupyterLab sets every cell of a table to the right, as if it were a number. */
.doorknob-own .jp-RenderedHTMLCommon :is(td, th):not([style]) { text-align: left; }
`;

  home.doorknob = {
    init(given) {
      scope = given;
    },
    async get(module) {
      if (module === "./style") {
        document.head.append(element("style", {}, STYLE));
        return () => ({});
      }
      const made = await plugin();
      return () => ({ __esModule: true, default: made });
    },
  };
})();
