// Previews of internal links, on hover and on focus: the beginning of the page, or the part that the link names.
(() => {
  "use strict";

  const here = document.currentScript.src;
  const root = new URL("..", here).href;
  if (location.protocol === "file:" || !matchMedia("(any-hover: hover)").matches) return;

  const LINKS = ".md-content a[href]:not(.headerlink, .footnote-backref)";
  const LEFT_OUT = ".mp-backlinks, .mp-graph, .mermaid, .headerlink, .footnote-backref, iframe, audio, video";
  const make = (name, values) => Object.assign(document.createElement(name), values);
  const goal = (link) => new URL(link.getAttribute("href"), document.baseURI).href; // one in a diagram has another `href`
  // Nothing of the page that is read: a filter that is taken back leads there, too.
  const isShown = (url) => url.startsWith(root) && /(\/|\.html)(#|$)/.test(url) && url !== location.origin + location.pathname;
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));
  const level = ({ tagName }) => (/^H\d$/.test(tagName) ? tagName : "none"); // which sorts behind H6
  const box = make("div", { id: "mp-preview", className: "mp-preview md-typeset", role: "tooltip", hidden: true });
  let link, closing;

  const article = async (url) => {
    const text = await fetch(url).then((answer) => answer.text()).catch(() => "");
    return new DOMParser().parseFromString(text, "text/html").querySelector("article");
  };

  const load = (href, put) =>
    new Promise((done) => put(make("link", { rel: "stylesheet", href, onload: done, onerror: done })));

  // The sheets of ours that the shown page needs and this one has not, where they stand there: before the one of all pages.
  const style = (whole, url) => {
    const all = document.querySelector('link[href$="assets/milepost.css"]');
    const known = [...document.querySelectorAll("link")].map(({ href }) => href);
    const needed = [...whole.ownerDocument.querySelectorAll('link[href*="assets/milepost"][rel="stylesheet"]')]
      .map((sheet) => new URL(sheet.getAttribute("href"), url).href);
    const missing = needed.filter((href) => !known.includes(href));
    return Promise.all(missing.map((href) => load(href, (sheet) => all.before(sheet))));
  };

  const decoded = (id) => {
    try {
      return decodeURIComponent(id);
    } catch {
      return ""; // of no text: browsers show the page's top
    }
  };

  const part = (whole, id) => {
    const place = id && whole.querySelector(`[id="${CSS.escape(id)}"]`);
    if (!place) return [...whole.children];
    if (level(place) === "none") return [place.closest("p, li, table, blockquote, details, figure") ?? place];
    const nodes = [place];
    for (let next = place; (next = next.nextElementSibling) && level(next) > level(place); ) nodes.push(next);
    return nodes;
  };

  const copied = (node, url) => {
    const copy = document.importNode(node, true);
    for (const each of [copy, ...copy.querySelectorAll("*")]) {
      if (each.matches(LEFT_OUT)) each.remove();
      each.removeAttribute("id"); // the page may have it already
      each.loading = "lazy";
      for (const name of ["href", "src"])
        if (each.hasAttribute(name)) each.setAttribute(name, new URL(each.getAttribute(name), url));
      if (each.matches("a, summary, [tabindex]")) each.tabIndex = -1;
    }
    return copy;
  };

  // No canvas is moved here: all of it is shown, however small.
  const fit = (view) => {
    const [width, height] = ["--w", "--h"].map((name) => Number(view.style.getPropertyValue(name)));
    const scale = Math.min(1, view.clientWidth / width, view.clientHeight / height);
    view.querySelector(".mp-canvas__plane").style.transform = `scale(${scale})`;
  };

  const hide = () => {
    link?.removeAttribute("aria-describedby");
    link = undefined;
    box.hidden = true;
  };

  const show = async (wanted) => {
    hide();
    link = wanted;
    await wait(80); // a mouse that only passes asks for nothing
    if (wanted !== link) return;
    const [url, id] = goal(wanted).split("#");
    const [whole] = await Promise.all([article(url), wait(250)]);
    if (!box.isConnected) // both stand where the theme's instant navigation leaves them
      await load(new URL("milepost-preview.css", here), (sheet) => document.body.append(sheet, box));
    if (whole) await style(whole, url);
    if (!whole || wanted !== link) return;
    box.replaceChildren();
    for (const node of part(whole, decoded(id ?? "")))
      if (!node.matches(LEFT_OUT) && box.textContent.length < 1500) box.append(copied(node, url));
    box.hidden = !box.firstChild;
    if (box.hidden) return;
    box.querySelectorAll(".mp-canvas__view").forEach(fit);
    box.scrollTop = 0;
    const at = link.getClientRects()[0];
    const height = box.offsetHeight + 4;
    const isBelow = innerHeight - at.bottom > height || at.top < height;
    const left = Math.min(at.left, document.documentElement.clientWidth - box.offsetWidth - 8);
    box.style.left = `${scrollX + Math.max(8, left)}px`;
    box.style.top = `${scrollY + (isBelow ? at.bottom + 4 : at.top - height)}px`;
    link.setAttribute("aria-describedby", box.id);
  };

  const enter = ({ target }) => {
    const found = target.closest?.(LINKS);
    const isPage = found && isShown(goal(found));
    if (isPage || box.contains(target)) clearTimeout(closing);
    if (isPage && found !== link) show(found);
  };

  const leave = ({ target }) => {
    if (link?.contains(target) || box.contains(target)) closing = setTimeout(hide, box.hidden ? 0 : 200);
  };

  addEventListener("pointerover", (event) => event.pointerType !== "touch" && !event.buttons && enter(event));
  addEventListener("pointerout", leave);
  addEventListener("focusin", (event) => event.target.matches?.(":focus-visible") && enter(event)); // no press gives that
  addEventListener("focusout", leave);
  addEventListener("keydown", (event) => event.key === "Escape" && hide());
  // A press may begin a drag, for which the box would lie in the way.
  for (const name of ["pointerdown", "click"]) addEventListener(name, (event) => box.contains(event.target) || hide());
  document$.subscribe(hide); // instant navigation leaves its page
})();
