// Graphs that load when opened, filters of a phase's cards, and cards that open when a link leads to them. The page is whole without it.
(() => {
  "use strict";

  const here = document.currentScript.src;
  const graph = (box) => {
    const open = async () => box.open === false || (await import(new URL("milepost-graph.js", here))).open(box);
    box.addEventListener("toggle", open);
    open();
  };

  const names = ["kind", "status"];

  const filters = (box) => {
    const cards = [...document.querySelectorAll(".mp-card")];
    const links = [...box.querySelectorAll("[data-filter]")];
    const shown = box.querySelector("[data-mp-shown]");

    const apply = () => {
      const wanted = new URLSearchParams(location.search);
      let count = 0;
      for (const card of cards) {
        card.hidden = names.some((name) => wanted.get(name) && wanted.get(name) !== card.dataset[name]);
        count += !card.hidden;
      }
      for (const link of links) {
        const { filter, value } = link.dataset;
        const goal = new URLSearchParams(wanted);
        value ? goal.set(filter, value) : goal.delete(filter);
        link.href = `${location.pathname}${goal.size ? `?${goal}` : ""}`;
        link.setAttribute("aria-current", String((wanted.get(filter) ?? "") === value));
      }
      shown.textContent = count === cards.length ? "" : `${count} of ${cards.length} items shown`;
    };

    box.addEventListener("click", (event) => {
      const link = event.target.closest("[data-filter]");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      history.pushState(null, "", link.href);
      apply();
    });
    addEventListener("popstate", apply);
    apply();
  };

  const openTarget = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    const card = id && document.getElementById(id)?.closest("details.mp-card");
    if (!card) return;
    card.open = true;
    card.hidden = false;
    card.scrollIntoView();
  };

  const start = () => {
    document.querySelectorAll("[data-mp-filters]").forEach(filters);
    document.querySelectorAll("[data-mp-graph]").forEach(graph);
    openTarget();
  };
  addEventListener("hashchange", openTarget);
  document.readyState === "loading" ? addEventListener("DOMContentLoaded", start) : start();
})();
