// Graphs that load when opened, canvases, a phase's filters, cards and keys. The page is whole without it.
(() => {
  "use strict";

  const here = document.currentScript.src;
  // Ends what listens outside of the page's own elements: with the theme's instant navigation one script serves many pages.
  let leaving = new AbortController();

  const openWith = async (script, box) => (await import(new URL(script, here))).open(box);
  const canvas = (box) => openWith("milepost-canvas.js", box);
  const graph = (box) => {
    const open = () => box.open === false || openWith("milepost-graph.js", box);
    box.addEventListener("toggle", open);
    open();
  };

  const names = ["kind", "status"];

  const filters = (box) => {
    const cards = [...document.querySelectorAll(".mp-card")];
    const links = [...box.querySelectorAll("[data-filter]")];
    const shown = box.querySelector("[data-mp-shown]");

    const fits = (card, wanted) => names.every((name) => !wanted.get(name) || wanted.get(name) === card.dataset[name]);

    const apply = () => {
      const wanted = new URLSearchParams(location.search);
      for (const card of cards) card.hidden = !fits(card, wanted);
      for (const link of links) {
        const { filter, value } = link.dataset;
        const goal = new URLSearchParams(wanted);
        value ? goal.set(filter, value) : goal.delete(filter);
        link.href = `${location.pathname}${goal.size ? `?${goal}` : ""}`;
        link.setAttribute("aria-current", String((wanted.get(filter) ?? "") === value));
        link.querySelector("span").textContent = cards.filter((card) => fits(card, goal)).length;
      }
      const count = cards.filter((card) => !card.hidden).length;
      shown.textContent = count === cards.length ? "" : `${count} of ${cards.length} items shown `;
      if (shown.textContent) shown.append(make("a", { href: location.pathname, textContent: "Show all" }));
      document.dispatchEvent(new Event("mp-filtered"));
    };

    box.addEventListener("click", (event) => {
      const link = event.target.closest("a");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      event.stopPropagation(); // the theme's instant navigation would go to the top
      history.pushState(null, "", link.href);
      apply();
    });
    addEventListener("popstate", apply, { signal: leaving.signal });
    apply();
  };

  const targeted = () => {
    try {
      return document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {
      return null; // of no text
    }
  };

  const openTarget = () => {
    const card = targeted()?.closest("details.mp-card");
    if (!card) return;
    card.open = true;
    card.hidden = false;
    card.scrollIntoView();
  };

  const make = (name, properties, ...inside) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...inside);
    return element;
  };

  // Single keys: never while something is being written, and only as long as the reader wants them.
  const switchedOff = "milepost-shortcuts-off";
  const help = [["j", "next"], ["k", "previous"], ["o", "open or fold"], ["f", "filters"], ["/", "search, on every page"], ["?", "this help"]];

  const askForHelp = () => {
    const on = make("input", { type: "checkbox", checked: !localStorage.getItem(switchedOff) });
    on.addEventListener("change", () => localStorage.setItem(switchedOff, on.checked ? "" : "1"));
    const keys = help.map(([key, what]) => make("p", {}, make("kbd", { textContent: key }), ` ${what}`));
    const close = make("button", { textContent: "Close" });
    const form = make("form", { method: "dialog" }, make("p", {}, make("label", {}, on, " Listen to these keys")), close);
    const dialog = make("dialog", { className: "mp-keys" }, make("p", {}, make("strong", { textContent: "Keys" })), ...keys, form);
    dialog.setAttribute("aria-label", "Keys");
    dialog.addEventListener("close", () => dialog.remove());
    document.querySelector(".md-content .md-typeset").append(dialog);
    dialog.showModal();
  };

  const shortcuts = (box) => {
    const go = (step) => {
      const stops = [...box.querySelectorAll("[data-mp-step], .mp-card:not([hidden]) > summary")];
      const here = document.activeElement.closest(".mp-card")?.querySelector("summary") ?? document.activeElement;
      const at = stops.indexOf(here);
      stops[at < 0 ? 0 : Math.min(Math.max(at + step, 0), stops.length - 1)]?.focus();
    };
    const filter = document.querySelector("[data-filter]");
    const actions = {
      j: () => go(1),
      k: () => go(-1),
      o: () => box.contains(document.activeElement) && document.activeElement.click(),
      ...(filter && { f: () => filter.focus() }),
      "?": askForHelp,
    };
    // Before the theme hears of it, for whom "f" is the search.
    document.addEventListener("keydown", (event) => {
      const busy = event.ctrlKey || event.metaKey || event.altKey || event.target.isContentEditable;
      if (busy || event.target.closest("input, textarea, select, dialog") || localStorage.getItem(switchedOff)) return;
      if (!Object.hasOwn(actions, event.key)) return;
      event.preventDefault();
      event.stopPropagation();
      actions[event.key]();
    }, { capture: true, signal: leaving.signal });
  };

  const tools = (box) => {
    const cards = () => [...document.querySelectorAll(".mp-card:not([hidden])")];
    const all = make("button", { type: "button" });
    // Whichever changes more of them comes next.
    const opensNext = () => 2 * cards().filter((card) => !card.open).length > cards().length;
    const say = () => {
      all.textContent = opensNext() ? "Expand all" : "Fold all";
    };
    all.addEventListener("click", () => {
      const open = opensNext();
      for (const card of cards()) card.open = open;
    });
    document.addEventListener("toggle", say, { capture: true, signal: leaving.signal });
    document.addEventListener("mp-filtered", say, { signal: leaving.signal });
    say();
    box.append(all);
    if (!document.querySelector("[data-mp-shortcuts]")) return;
    const keys = make("button", { type: "button", textContent: "Keys" });
    keys.addEventListener("click", askForHelp);
    box.append(keys);
  };

  // The theme calls code after what it is in: in a card or a footnote each button would copy the first piece. Nor are
  // buttons a way through the site.
  const tell = (buttons, i) => {
    buttons.role = "none";
    buttons.parentElement.id = `__code_${i}`;
    buttons.querySelector("[data-clipboard-target]")?.setAttribute("data-clipboard-target", `#__code_${i} > code`);
  };

  // What scrolls sideways is reached by keyboard.
  const reach = () => {
    document.querySelectorAll("nav.md-code__nav").forEach(tell);
    for (const box of document.querySelectorAll(".md-typeset :is(math, .md-typeset__scrollwrap)"))
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
  };
  addEventListener("load", reach);
  addEventListener("resize", reach);

  const start = () => {
    leaving.abort();
    leaving = new AbortController();
    document.querySelectorAll("[data-mp-filters]").forEach(filters);
    document.querySelectorAll("[data-mp-canvas]").forEach(canvas);
    document.querySelectorAll("[data-mp-graph]").forEach(graph);
    document.querySelectorAll("[data-mp-shortcuts]").forEach(shortcuts);
    document.querySelectorAll("[data-mp-tools]").forEach(tools);
    for (const box of document.querySelectorAll("[data-mp-end]")) box.scrollLeft = box.scrollWidth;
    if (document.readyState === "complete") reach();
    openTarget();
  };
  addEventListener("hashchange", openTarget);
  document$.subscribe(start); // the theme's: now, and for each page that it puts here
})();
