// Answers the theme's search box from Pagefind's index, of which it loads only the pieces that a query needs.
// A worker in the place of the theme's own: the messages, and the shape of results, are the theme's.
(() => {
  "use strict";

  const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3];
  const PAUSE = 250; // milliseconds without a key: half a word would load pieces for all that it may become
  const ENOUGH = 70_000; // bytes of the index for one search; a word more would be too much
  const MOST_WORDS = 4;
  const MOST = 10; // results, each a file of its own; twice as many of a single word
  const SHOWN = 3; // sections below a result; the others fold away
  const SIGN = "\\u3005-\\u3007\\u3041-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff";
  const EACH_SIGN = new RegExp(`[${SIGN}]`, "g");
  const ONE_PHRASE = new RegExp(`^[${SIGN}]{2,}$`);
  const BLANK_BETWEEN = new RegExp(`([${SIGN}](?:</?mark>)*) +(?=(?:</?mark>)*[${SIGN}])`, "g");

  const start = async () => {
    const place = new URL("search/", location);
    const [pagefind, common] = await Promise.all([
      import(new URL("pagefind.js", place).href),
      fetch(new URL("common.json", place)).then((answer) => answer.json()),
    ]);
    await pagefind.options({ excerptLength: 24, ranking: { metaWeights: { title: 10, names: 8 } } });
    // How common a word is, or, where it is half typed, may become: 0 is the most common.
    const rank = (word) => ((at) => (at < 0 ? Infinity : at))(common.findIndex((each) => each.startsWith(word)));
    return { pagefind, rank };
  };
  let starting;

  const escape = (text) =>
    text.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);
  // The index holds such signs apart.
  const joined = (text) => text.replace(BLANK_BETWEEN, "$1");
  const plain = (text) => escape(joined(text));
  // Pagefind escapes angle brackets alone; its marks are the only tags that may stay.
  const marked = (excerpt) =>
    joined(
      excerpt
        .split(/(<\/?mark>)/)
        .map((part, i) => (i % 2 ? part : escape(part.replace(/&lt;/g, "<").replace(/&gt;/g, ">"))))
        .join(""),
    );

  const item = ({ score, data }, words) => {
    const place = decodeURI(data.raw_url ?? data.url).replace(/^\//, "");
    const entry = (title, location, excerpt, score) => ({
      location,
      score,
      terms: Object.fromEntries(words.map((word) => [word, true])),
      title: plain(title),
      text: `<p>${marked(excerpt)}</p>`,
    });
    const sections = data.sub_results.filter((each) => each.anchor);
    const page = entry(data.meta.title ?? place, place, data.excerpt, score);
    if (data.meta.names) page.tags = data.meta.names.split(", ").map(plain);
    return [
      page,
      ...sections.map((each, i) =>
        entry(each.title, `${place}#${encodeURIComponent(each.anchor.id)}`, each.excerpt, i < SHOWN ? score : 0),
      ),
    ];
  };

  // Each word costs a piece of the index, one of most pages a large one. The rarest few narrow a search down nearly as
  // far as all of them; the others are looked for in what is found. Pieces that are here already cost nothing.
  const narrowed = async (words, { pagefind, rank }) => {
    const rarest = [...new Set(words)].sort((a, b) => (rank(a) < rank(b)) - (rank(a) > rank(b)));
    const moved = () =>
      performance
        .getEntriesByType("resource")
        .reduce((sum, { name, transferSize }) => sum + (name.endsWith(".pf_index") ? transferSize : 0), 0);
    performance.clearResourceTimings();
    let taken = 0;
    do await pagefind.preload(rarest[taken++]);
    while (taken < Math.min(rarest.length, MOST_WORDS) && moved() < ENOUGH);
    return rarest.slice(0, taken);
  };
  const ask = async (text, engine) => {
    const { pagefind } = engine;
    if (text.includes('"')) return [await pagefind.search(text), 2];
    if (ONE_PHRASE.test(text)) {
      const part = [...text].slice(0, 3); // a phrase of three signs is as good as the whole, and cheaper
      const answer = await pagefind.search(`"${part.join(" ")}"`);
      if (answer.results.length) return [answer, part.length];
    }
    const spaced = text.replace(EACH_SIGN, " $& ").split(/\s+/).filter(Boolean);
    const part = await narrowed(spaced, engine);
    return [await pagefind.search(part.join(" ")), part.length];
  };

  // A page of that name is first, then the tag's, then one that is also called so; then what has most of the words.
  const worth = ({ meta, content }, text, words) => {
    const [title, names] = [meta.title ?? "", meta.names ?? ""].map((each) => joined(each).toLowerCase());
    const body = joined(content).toLowerCase();
    const called = [`${names}, `.split(", ").includes(text), title === `#${text}`, title === text].lastIndexOf(true);
    const has = words.filter((word) => `${title} ${names}`.includes(word)).length;
    return [called, words.filter((word) => `${title} ${names} ${body}`.includes(word)).length, has];
  };

  const find = async (query) => {
    const text = query.trim().toLowerCase();
    if (!text) return [];
    const [{ results }, parts] = await ask(text, await (starting ??= start()));
    const words = text.replaceAll('"', " ").split(/\s+/).filter(Boolean);
    const best = results.slice(0, parts > 1 ? MOST : 2 * MOST);
    const data = await Promise.all(best.map((each) => each.data()));
    return best
      .map((each, i) => ({ score: each.score, data: data[i], worth: worth(data[i], text, words) }))
      .sort((a, b) => b.worth.reduce((known, each, i) => known || each - a.worth[i], 0))
      .map((each) => item(each, query.trim().split(/\s+/)));
  };

  let latest = 0;
  addEventListener("message", async ({ data: { type, data } }) => {
    if (type === SETUP) return postMessage({ type: READY });
    if (type !== QUERY) return;
    const mine = ++latest;
    await new Promise((done) => setTimeout(done, data ? PAUSE : 0));
    if (mine !== latest) return;
    const items = await find(data).catch((error) => (console.error("search:", error), []));
    if (mine === latest) postMessage({ type: RESULT, data: { items } });
  });
})();
