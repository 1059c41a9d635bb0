// Draws the graph: all notes where they stand, or one note with those around it. Loaded when a graph is opened.
const NEAR_PX = 12; // how far from a note a pointer still means it
const MOST_NAMES = 400; // at once
const PX_A_NAME = 70; // of the width: so many names there are, however small the picture is
const MOST_LIVELY = 1500; // links that are drawn afresh in each frame of a movement; of more, the picture is moved
const MOST_IN_PATH = 100; // lines: one path of thousands takes many times as long as many paths
const REST_MS = 150; // without movement, then the picture is drawn again
const MOST_COLOURS = 10; // told apart and listed; the rest is grey
const random = (list) => list[Math.floor(Math.random() * list.length)];
const make = (name, props, ...inside) => {
  const element = Object.assign(document.createElement(name), props);
  element.append(...inside);
  return element;
};

const paint = (hue, light) => (hue === null ? `hsl(0 0% ${light + 10}%)` : `hsl(${hue} 55% ${light}%)`);

const read = async (address) => {
  const base = new URL(address, location.href);
  const response = await fetch(base);
  if (!response.ok) throw new Error(`${base.pathname}: ${response.status}`);
  const { folders, notes, edges } = await response.json();
  const all = notes.map(([title, url, folder, x, y, tags]) => ({
    title, x, y, tags, near: [], url: new URL(url, base).href,
    label: title.length > 32 ? `${title.slice(0, 31)}…` : title,
    group: { folder: folders[folder].split("/")[0], tag: tags.length ? `#${tags[0].split("/")[0]}` : "" },
  }));
  for (const [a, b] of edges) all[a].near.push(all[b]), all[b].near.push(all[a]);
  return all;
};

// One note in the middle, its neighbours in rings around it.
const around = (centre) => {
  const near = [...centre.near];
  const ring = 10;
  near.forEach((note, i) => {
    const turn = Math.floor(i / ring);
    const angle = (2 * Math.PI * (i + turn / 2)) / Math.min(ring, near.length - turn * ring);
    [note.x, note.y] = [(turn + 1) * 110 * Math.cos(angle), (turn + 1) * 80 * Math.sin(angle)];
    note.near = note.near.filter((other) => other === centre || near.includes(other));
  });
  [centre.x, centre.y] = [0, 0];
  return [centre, ...near];
};

const view = (box, notes, centre) => {
  const canvas = make("canvas", { className: "mp-graph__canvas", tabIndex: 0 });
  const says = make("p", { className: "mp-quiet mp-graph__says" });
  canvas.setAttribute("role", "application");
  canvas.setAttribute("aria-label", "Graph. Arrow keys choose a note, Enter opens it, plus and minus zoom, 0 shows all.");
  says.setAttribute("aria-live", "polite");
  const brush = canvas.getContext("2d");
  const size = (note) => 3 + Math.min(7, Math.sqrt(note.near.length));
  const order = new Map(notes.map((note, i) => [note, i]));
  const edges = notes.flatMap((note) => note.near.filter((other) => order.get(note) < order.get(other)).map((other) => [note, other]));
  const largest = [...notes].sort((a, b) => b.near.length - a.near.length);
  const picture = document.createElement("canvas"); // what was drawn last, and from where it was seen
  let [origin, rest] = [null, 0];
  let groups = new Map(); // notes by hue
  let [scale, left, top, least, chosen, asked, pending] = [1, 0, 0, 1, null, false, false];

  const draw = () => {
    pending = false;
    const { clientWidth: width, clientHeight: height } = canvas;
    if (!width) return; // hidden on paper, or its page has been left
    const ratio = devicePixelRatio;
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio))
      [canvas.width, canvas.height] = [Math.round(width * ratio), Math.round(height * ratio)];
    brush.setTransform(ratio, 0, 0, ratio, 0, 0);
    brush.clearRect(0, 0, width, height);
    const style = getComputedStyle(box);
    const [ink, accent] = ["color", "--md-accent-fg-color"].map((name) => style.getPropertyValue(name));
    const light = document.body.dataset.mdColorScheme === "slate" ? 68 : 40;
    for (const note of notes) [note.X, note.Y] = [note.x * scale + left, note.y * scale + top];
    const isSeen = ({ X, Y }, margin) => X > -margin && Y > -margin && X < width + margin && Y < height + margin;
    const lines = (wanted, alpha, colour, thick) => {
      Object.assign(brush, { globalAlpha: alpha, strokeStyle: colour, lineWidth: thick });
      let held = 0;
      brush.beginPath();
      for (const [a, b] of wanted) {
        const isOutside = Math.max(a.X, b.X) < 0 || Math.max(a.Y, b.Y) < 0 || Math.min(a.X, b.X) > width || Math.min(a.Y, b.Y) > height;
        if (isOutside) continue;
        brush.moveTo(a.X, a.Y), brush.lineTo(b.X, b.Y);
        if (++held % MOST_IN_PATH === 0) brush.stroke(), brush.beginPath();
      }
      brush.stroke();
    };
    const lit = chosen && new Set([chosen, ...chosen.near]);
    // The more there are, the fainter each, lest they become one blot.
    lines(edges, (lit ? 0.06 : 0.14) * Math.min(1, Math.sqrt(MOST_LIVELY / edges.length)), ink, 1);
    if (chosen) lines(chosen.near.map((other) => [chosen, other]), 0.9, accent, 1.5);
    const zoom = Math.min(1, Math.max(0.35, Math.sqrt(scale)));
    const dots = (wanted, hue, alpha) => {
      brush.beginPath();
      for (const note of wanted) {
        if (!isSeen(note, 10)) continue;
        const radius = size(note) * zoom;
        brush.moveTo(note.X + radius, note.Y);
        brush.arc(note.X, note.Y, radius, 0, 7);
      }
      Object.assign(brush, { globalAlpha: alpha, fillStyle: paint(hue, light) });
      brush.fill();
    };
    for (const [hue, members] of groups) {
      dots(members, hue, lit ? 0.25 : 1);
      if (lit) dots(members.filter((note) => lit.has(note)), hue, 1);
    }
    if (chosen) {
      brush.beginPath();
      brush.arc(chosen.X, chosen.Y, size(chosen) * zoom, 0, 7);
      Object.assign(brush, { globalAlpha: 1, strokeStyle: accent, lineWidth: 2.5 });
      brush.stroke();
    }
    // Names only where they do not lie on one another; from afar, those of the notes with most links.
    const taken = [];
    const named = largest.filter((note, i) => (centre || i < width / PX_A_NAME || scale * size(note) > 6) && isSeen(note, 0)).slice(0, MOST_NAMES);
    Object.assign(brush, { font: `12px ${style.fontFamily}`, textAlign: "center", fillStyle: ink });
    for (const note of new Set([...(lit ?? []), ...named])) {
      if (!isSeen(note, 0)) continue;
      note.width ??= brush.measureText(note.label).width;
      const [half, low] = [note.width / 2 + 3, note.Y + size(note) * zoom + 13];
      const middle = Math.min(Math.max(note.X, half), Math.max(half, width - half));
      if (taken.some(([X, Y, other]) => Math.abs(X - middle) < half + other && Math.abs(Y - low) < 15)) continue;
      taken.push([middle, low, half]);
      brush.globalAlpha = !lit || lit.has(note) ? 1 : 0.4;
      brush.fillText(note.label, middle, low);
    }
    brush.globalAlpha = 1;
    Object.assign(picture, { width: canvas.width, height: canvas.height });
    picture.getContext("2d").drawImage(canvas, 0, 0);
    origin = [scale, left, top];
  };
  // While much is moved: the last picture, elsewhere and larger or smaller.
  const shift = () => {
    pending = false;
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    const by = scale / origin[0];
    brush.clearRect(0, 0, width, height);
    brush.drawImage(picture, left - origin[1] * by, top - origin[2] * by, width * by, height * by);
  };
  const move = () => {
    if (edges.length <= MOST_LIVELY || !origin) return redraw();
    clearTimeout(rest);
    rest = setTimeout(redraw, REST_MS);
    if (!pending) (pending = true), requestAnimationFrame(shift);
  };
  const redraw = () => pending || ((pending = true), requestAnimationFrame(draw));

  const zoomBy = (factor, x = canvas.clientWidth / 2, y = canvas.clientHeight / 2) => {
    const next = Math.min(8, Math.max(least / 2, scale * factor));
    [left, top] = [x - ((x - left) * next) / scale, y - ((y - top) * next) / scale];
    scale = next;
    move();
  };
  const showAll = () => {
    const [xs, ys] = [notes.map((note) => note.x), notes.map((note) => note.y)];
    const span = (values) => values.reduce(([a, b], v) => [Math.min(a, v), Math.max(b, v)], [Infinity, -Infinity]);
    const [[x, X], [y, Y]] = [span(xs), span(ys)];
    const { clientWidth: width, clientHeight: height } = canvas;
    least = scale = Math.min(1.5, (width - 120) / (X - x || 1), (height - 70) / (Y - y || 1));
    [left, top] = [(width - (x + X) * scale) / 2, (height - (y + Y) * scale) / 2];
    redraw();
  };
  const choose = (note) => {
    if (chosen === note) return;
    chosen = note;
    canvas.style.cursor = note ? "pointer" : "";
    says.textContent = note ? `${note.title}: ${note.near.length} linked${note.tags.map((tag) => ` #${tag}`).join("")}` : "";
    redraw();
  };
  const bringInSight = (note) => {
    const [x, y, margin] = [note.x * scale + left, note.y * scale + top, 40];
    if (x < margin || x > canvas.clientWidth - margin) left += canvas.clientWidth / 2 - x;
    if (y < margin || y > canvas.clientHeight - margin) top += canvas.clientHeight / 2 - y;
    redraw();
  };
  const follow = (note) => note && location.assign(note.url);
  const best = (cost) => {
    let [found, least] = [null, Infinity];
    for (const note of notes) {
      const value = cost(note);
      if (value < least) [found, least] = [note, value];
    }
    return found;
  };
  const noteAt = (event) => {
    const frame = canvas.getBoundingClientRect();
    const [x, y] = [event.clientX - frame.x, event.clientY - frame.y];
    return best((note) => {
      const distance = Math.hypot(note.x * scale + left - x, note.y * scale + top - y);
      return distance <= NEAR_PX ? distance : Infinity;
    });
  };

  const pointers = new Map();
  let moved = 0;
  canvas.addEventListener("pointerdown", (event) => {
    pointers.set(event.pointerId, event);
    canvas.setPointerCapture(event.pointerId);
    moved = 0;
  });
  canvas.addEventListener("pointermove", (event) => {
    const before = pointers.get(event.pointerId);
    if (!before) return choose(noteAt(event));
    const other = [...pointers.values()].find((each) => each.pointerId !== event.pointerId);
    moved += Math.abs(event.clientX - before.clientX) + Math.abs(event.clientY - before.clientY);
    if (other) {
      const gap = (one) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY) || 1;
      zoomBy(gap(event) / gap(before));
    } else [left, top] = [left + event.clientX - before.clientX, top + event.clientY - before.clientY];
    pointers.set(event.pointerId, event);
    move();
  });
  canvas.addEventListener("pointerup", (event) => moved < 5 && pointers.size === 1 && follow(noteAt(event)));
  for (const name of ["pointerup", "pointercancel"])
    canvas.addEventListener(name, (event) => pointers.delete(event.pointerId));
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    const frame = canvas.getBoundingClientRect();
    zoomBy(Math.exp(-event.deltaY / 400), event.clientX - frame.x, event.clientY - frame.y);
  });
  const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const way = WAYS[event.key];
    if (way) {
      const from = chosen ?? { x: (canvas.clientWidth / 2 - left) / scale, y: (canvas.clientHeight / 2 - top) / scale };
      const next = best((note) => {
        const [x, y] = [note.x - from.x, note.y - from.y];
        const ahead = x * way[0] + y * way[1];
        return note === chosen || ahead <= 0 ? Infinity : ahead + 2 * Math.abs(x * way[1] + y * way[0]);
      });
      if (next) choose(next), bringInSight(next);
    } else if (event.key === "Enter") follow(chosen);
    else if (event.key === "Escape") choose(null);
    else if (event.key === "+" || event.key === "=") zoomBy(1.3);
    else if (event.key === "-") zoomBy(1 / 1.3);
    else if (event.key === "0") showAll();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  new ResizeObserver(() => (asked ? redraw() : ((asked = true), showAll()))).observe(canvas);
  new MutationObserver(redraw).observe(document.body, { attributeFilter: ["data-md-color-scheme"] });

  /** Colours the notes of the largest folders or tags, and says which colour is whose. */
  const colourBy = (what) => {
    const members = new Map();
    for (const note of notes) {
      const name = note.group[what];
      members.has(name) ? members.get(name).push(note) : members.set(name, [note]);
    }
    const named = [...members].filter(([name]) => name || what === "folder");
    named.sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1)).splice(MOST_COLOURS);
    const coloured = named.map(([name, some], i) => [(200 + i * 137.5) % 360, some, name || "no folder"]);
    const known = new Set(coloured.flatMap(([, some]) => some));
    groups = new Map([[null, notes.filter((note) => !known.has(note))], ...coloured]);
    redraw();
    return coloured.map(([hue, some, name]) => {
      const item = make("li", { textContent: `${name} (${some.length})` });
      item.style.setProperty("--mp-hue", hue);
      return item;
    });
  };
  const find = (text) => {
    const wanted = text.trim().toLowerCase();
    const found = wanted
      ? best((note) => {
          const place = note.title.toLowerCase().indexOf(wanted);
          return place < 0 ? Infinity : place * 1000 + note.title.length;
        })
      : null;
    choose(found);
    if (found) bringInSight(found);
    else if (wanted) says.textContent = "No note has such a title.";
  };
  return { canvas, says, find, colourBy, follow: () => follow(chosen) };
};

export const open = async (box) => {
  if (box.dataset.mpDrawn) return;
  box.dataset.mpDrawn = "yes";
  const style = make("link", { rel: "stylesheet", href: new URL("milepost-graph.css", import.meta.url).href });
  const styled = new Promise((done) => (style.onload = style.onerror = done));
  document.head.append(style);
  const [all] = await Promise.all([read(box.dataset.mpGraph), styled]);
  const own = box.dataset.mpNote && new URL(box.dataset.mpNote, location.href).href;
  const centre = own && all.find((note) => note.url === own);
  const { canvas, says, find, colourBy, follow } = view(box, centre ? around(centre) : all, centre);
  const legend = make("ul", { className: "mp-graph__legend" }, ...colourBy("folder"));
  if (!centre) {
    const search = make("input", { type: "search", placeholder: "Find a note", className: "mp-graph__search" });
    search.setAttribute("aria-label", "Find a note in the graph");
    search.addEventListener("input", () => find(search.value));
    search.addEventListener("keydown", (event) => event.key === "Enter" && follow());
    const kinds = ["folder", "tag"].map((value) => make("option", { value }, value));
    const select = make("select", {}, ...kinds);
    select.addEventListener("change", () => legend.replaceChildren(...colourBy(select.value)));
    const link = make("a", { href: random(all).url }, "A random note");
    box.append(make("p", { className: "mp-graph__tools" }, search, make("label", {}, "Colour by ", select), link));
  }
  box.append(canvas, says);
  if (!centre) box.append(legend);
};
