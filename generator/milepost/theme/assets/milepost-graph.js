// Draws the graph: all notes where they stand, or one note with those around it. Loaded when a graph is opened.
const NEAR_PX = 12; // how far from a note a pointer still means it
const random = (list) => list[Math.floor(Math.random() * list.length)];
const make = (name, props, ...inside) => {
  const element = Object.assign(document.createElement(name), props);
  element.append(...inside);
  return element;
};

const read = async (address) => {
  const base = new URL(address, location.href);
  const response = await fetch(base);
  if (!response.ok) throw new Error(`${base.pathname}: ${response.status}`);
  const { folders, notes, edges } = await response.json();
  const all = notes.map(([title, url, folder, x, y, tags]) => ({
    title, x, y, tags, near: [], url: new URL(url, base).href, folder: folders[folder].split("/")[0],
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
  const folders = [...new Set(notes.map((note) => note.folder))].sort();
  const size = (note) => 3 + Math.min(7, Math.sqrt(note.near.length));
  let [scale, left, top, least, chosen, asked, pending] = [1, 0, 0, 1, null, false, false];

  const draw = () => {
    pending = false;
    const { clientWidth: width, clientHeight: height } = canvas;
    const ratio = devicePixelRatio;
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio))
      [canvas.width, canvas.height] = [Math.round(width * ratio), Math.round(height * ratio)];
    brush.setTransform(ratio, 0, 0, ratio, 0, 0);
    brush.clearRect(0, 0, width, height);
    const style = getComputedStyle(box);
    const [ink, accent] = ["color", "--md-accent-fg-color"].map((name) => style.getPropertyValue(name));
    const isDark = document.body.dataset.mdColorScheme === "slate";
    const at = (note) => [note.x * scale + left, note.y * scale + top];
    const lines = (wanted, alpha, colour, thick) => {
      brush.beginPath();
      for (const note of wanted)
        for (const other of note.near) brush.moveTo(...at(note)), brush.lineTo(...at(other));
      Object.assign(brush, { globalAlpha: alpha, strokeStyle: colour, lineWidth: thick });
      brush.stroke();
    };
    const lit = chosen && new Set([chosen, ...chosen.near]);
    lines(notes, lit ? 0.06 : 0.14, ink, 1);
    if (chosen) lines([chosen], 0.9, accent, 1.5);
    const zoom = Math.min(1, Math.max(0.35, Math.sqrt(scale)));
    for (const note of notes) {
      const [x, y] = at(note);
      if (x < -20 || y < -20 || x > width + 20 || y > height + 20) continue;
      brush.globalAlpha = !lit || lit.has(note) ? 1 : 0.25;
      brush.fillStyle = `hsl(${(200 + folders.indexOf(note.folder) * 137.5) % 360} 55% ${isDark ? 68 : 40}%)`;
      brush.beginPath();
      brush.arc(x, y, size(note) * zoom, 0, 7);
      brush.fill();
      if (note !== chosen) continue;
      Object.assign(brush, { strokeStyle: accent, lineWidth: 2.5 });
      brush.stroke();
    }
    // Names only where they do not lie on one another.
    const taken = [];
    const named = [...(lit ? [chosen, ...lit] : []), ...notes.filter((note) => centre || scale * size(note) > 6)].slice(0, 400);
    Object.assign(brush, { font: `12px ${style.fontFamily}`, textAlign: "center", fillStyle: ink });
    for (const note of new Set(named)) {
      const [x, y] = at(note);
      if (x < 0 || y < 0 || x > width || y > height) continue;
      const name = note.title.length > 32 ? `${note.title.slice(0, 31)}…` : note.title;
      const [half, low] = [brush.measureText(name).width / 2 + 3, y + size(note) * zoom + 13];
      const middle = Math.min(Math.max(x, half), Math.max(half, width - half));
      if (taken.some(([X, Y, other]) => Math.abs(X - middle) < half + other && Math.abs(Y - low) < 15)) continue;
      taken.push([middle, low, half]);
      brush.globalAlpha = !lit || lit.has(note) ? 1 : 0.4;
      brush.fillText(name, middle, low);
    }
    brush.globalAlpha = 1;
  };
  const redraw = () => pending || ((pending = true), requestAnimationFrame(draw));

  const zoomBy = (factor, x = canvas.clientWidth / 2, y = canvas.clientHeight / 2) => {
    const next = Math.min(8, Math.max(least / 2, scale * factor));
    [left, top] = [x - ((x - left) * next) / scale, y - ((y - top) * next) / scale];
    scale = next;
    redraw();
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
    redraw();
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
  return { canvas, says, find, follow: () => follow(chosen) };
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
  const { canvas, says, find, follow } = view(box, centre ? around(centre) : all, centre);
  if (!centre) {
    const search = make("input", { type: "search", placeholder: "Find a note", className: "mp-graph__search" });
    search.setAttribute("aria-label", "Find a note in the graph");
    search.addEventListener("input", () => find(search.value));
    search.addEventListener("keydown", (event) => event.key === "Enter" && follow());
    const link = make("a", { href: random(all).url }, "A random note");
    box.append(make("p", { className: "mp-graph__tools" }, search, link));
  }
  box.append(canvas, says);
};
