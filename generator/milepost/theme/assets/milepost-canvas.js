// Moves canvases: drag, wheel, fingers, keys. Without it their cards are a list. Loaded on pages that have one.
const FURTHEST = 4; // how far one may zoom in
const ICONS = {
  "Zoom in": "M12 5v14M5 12h14",
  "Zoom out": "M5 12h14",
  "Show all": "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
  "Full screen": "M9 4H4v5l16 11v-5M20 15v5h-5",
};
const make = (name, props, ...inside) => {
  const element = Object.assign(document.createElement(name), props);
  element.append(...inside);
  return element;
};

export const open = (box) => {
  const view = box.querySelector(".mp-canvas__view");
  const plane = view?.querySelector(".mp-canvas__plane");
  if (!plane) return;
  const cards = [...plane.querySelectorAll(".mp-canvas__card[id]")];
  const [wide, high] = ["--w", "--h"].map((name) => Number(view.style.getPropertyValue(name)));
  let [scale, left, top, least, touched] = [1, 0, 0, 1, false];

  const draw = (glides = false) => {
    plane.classList.toggle("is-gliding", glides);
    plane.style.transform = `translate(${left}px, ${top}px) scale(${scale})`;
    plane.style.setProperty("--mp-afar", Math.min(4, Math.max(1, 0.55 / scale)));
    const grid = 20 * scale * 2 ** Math.max(0, Math.ceil(Math.log2(0.6 / scale)));
    Object.assign(view.style, { backgroundSize: `${grid}px ${grid}px`, backgroundPosition: `${left}px ${top}px` });
  };
  const move = (x, y, glides) => {
    [left, top, touched] = [left + x, top + y, true];
    draw(glides);
  };
  const zoom = (factor, x = view.clientWidth / 2, y = view.clientHeight / 2, glides = false) => {
    const next = Math.min(FURTHEST, Math.max(least / 2, scale * factor));
    [left, top] = [x - ((x - left) * next) / scale, y - ((y - top) * next) / scale];
    [scale, touched] = [next, true];
    draw(glides);
  };
  const fit = (glides, x = 0, y = 0, w = wide, h = high, most = 1) => {
    const { clientWidth: width, clientHeight: height } = view;
    scale = Math.min(most, width / w, height / h);
    if (w === wide) least = scale;
    [left, top] = [width / 2 - (x + w / 2) * scale, height / 2 - (y + h / 2) * scale];
    draw(glides);
  };
  const place = (card) => ["--x", "--y", "--w", "--h"].map((name) => Number(card.style.getPropertyValue(name)));
  const showAll = () => {
    touched = false;
    fit(true);
  };
  // A card fills the view, but for a margin.
  const goTo = (card) => {
    const [x, y, w, h] = place(card);
    touched = true;
    fit(true, x - 40, y - 40, w + 80, h + 80, 1.5);
  };
  const bringInSight = (card) => {
    const [x, y, w, h] = place(card);
    const { clientWidth: width, clientHeight: height } = view;
    const isSeen = left + x * scale >= 0 && top + y * scale >= 0 && left + (x + w) * scale <= width && top + (y + h) * scale <= height;
    if (scale < 0.5 || w * scale > width || h * scale > height) goTo(card);
    else if (!isSeen) move(width / 2 - left - (x + w / 2) * scale, height / 2 - top - (y + h / 2) * scale, true);
  };

  // Pointers: one drags, two zoom. What follows a drag is no click; what has the focus keeps its gestures.
  const pointers = new Map();
  let moved = 0;
  const own = (target) =>
    target.closest("button, input, summary, video, audio, iframe") || target.closest(".mp-canvas__card:focus-within:not(.mp-canvas__card--group)");
  view.addEventListener("pointerdown", (event) => {
    if (event.button > 1 || (event.pointerType === "mouse" && own(event.target))) return;
    if (!pointers.size) moved = 0;
    pointers.set(event.pointerId, event);
  });
  view.addEventListener("pointermove", (event) => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    if (event.pointerType === "mouse" && !event.buttons) return pointers.delete(event.pointerId);
    const other = [...pointers.values()].find((each) => each.pointerId !== event.pointerId);
    const [x, y] = [event.clientX - before.clientX, event.clientY - before.clientY];
    moved += Math.abs(x) + Math.abs(y);
    if (moved < 5) return;
    view.setPointerCapture(event.pointerId);
    if (other) {
      const frame = view.getBoundingClientRect();
      const gap = (one) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY) || 1;
      move(x / 2, y / 2);
      zoom(gap(event) / gap(before), (event.clientX + other.clientX) / 2 - frame.x, (event.clientY + other.clientY) / 2 - frame.y);
    } else move(x, y);
    pointers.set(event.pointerId, event);
  });
  for (const name of ["pointerup", "pointercancel"]) view.addEventListener(name, (event) => pointers.delete(event.pointerId));
  view.addEventListener("click", (event) => moved >= 5 && event.detail && event.preventDefault(), true);
  view.addEventListener("dragstart", (event) => event.preventDefault());
  view.addEventListener("dblclick", (event) => {
    const card = event.target.closest(".mp-canvas__card[id]");
    if (card && !event.target.closest("a, button, video, audio")) goTo(card);
  });
  // In the middle of a text, the wheel goes on scrolling the page until the canvas has the focus.
  const isAwake = () => box.dataset.mpCanvas === "page" || document.fullscreenElement === box || view.contains(document.activeElement);
  view.addEventListener("wheel", (event) => {
    const card = event.target.closest(".mp-canvas__card:focus-within:not(.mp-canvas__card--group)");
    const zooms = event.ctrlKey || event.metaKey;
    if (!zooms && (!isAwake() || (card && card.scrollHeight > card.clientHeight))) return;
    event.preventDefault();
    const frame = view.getBoundingClientRect();
    const step = event.deltaMode ? 30 : 1;
    if (event.shiftKey) move(-step * (event.deltaX || event.deltaY), 0);
    else zoom(Math.exp((-step * event.deltaY) / (zooms ? 150 : 400)), event.clientX - frame.x, event.clientY - frame.y);
  });

  const STEP = 60;
  const KEYS = {
    ArrowLeft: () => move(STEP, 0, true),
    ArrowRight: () => move(-STEP, 0, true),
    ArrowUp: () => move(0, STEP, true),
    ArrowDown: () => move(0, -STEP, true),
    "+": () => zoom(1.3, undefined, undefined, true),
    "=": () => zoom(1.3, undefined, undefined, true),
    "-": () => zoom(1 / 1.3, undefined, undefined, true),
    0: showAll,
    "!": showAll, // Shift and 1, as in the app
    Enter: () => goTo(document.activeElement),
    Escape: () => view.focus(),
  };
  view.addEventListener("keydown", (event) => {
    const isOnCard = cards.includes(event.target);
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.key in KEYS)) return;
    if (event.target.closest("video, audio, input") || (event.key === "Enter" && !isOnCard)) return;
    if (event.key === "Escape" && event.target === view) return;
    event.preventDefault();
    event.stopPropagation();
    KEYS[event.key]();
  });
  view.addEventListener("focusin", (event) => {
    const card = event.target.closest(".mp-canvas__card[id]");
    if (card && event.target.matches(":focus-visible")) bringInSight(card);
  });

  // The list leads to the cards; so does an address, in which their ids are as they are.
  const meet = (id) => {
    const card = cards.find((each) => each.id === id);
    if (!card) return false;
    view.scrollIntoView({ block: "nearest" });
    card.focus({ preventScroll: true });
    goTo(card);
    return true;
  };
  box.addEventListener("click", (event) => {
    const link = event.target.closest('.mp-canvas__list a[href^="#"]');
    if (link && meet(link.hash.slice(1))) event.preventDefault();
  });

  const does = [() => zoom(1.3, undefined, undefined, true), () => zoom(1 / 1.3, undefined, undefined, true), showAll];
  if (document.fullscreenEnabled)
    does.push(() => (document.fullscreenElement ? document.exitFullscreen() : view.requestFullscreen()));
  const tools = make("div", { className: "mp-canvas__tools" });
  Object.entries(ICONS).slice(0, does.length).forEach(([name, drawing], number) => {
    const button = make("button", { type: "button", title: name, onclick: does[number] });
    button.setAttribute("aria-label", name);
    button.innerHTML = `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${drawing}"/></svg>`;
    tools.append(button);
  });
  view.prepend(tools);
  view.tabIndex = 0;
  for (const card of cards) card.tabIndex = 0;
  view.classList.add("is-live");
  fit(false);
  new ResizeObserver(() => touched || fit(false)).observe(view);
  meet(location.hash.slice(1));
};
