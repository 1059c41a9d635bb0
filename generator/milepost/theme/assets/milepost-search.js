// Answers the theme's search box from Pagefind's index, of which it loads only the pieces that a query needs.
// A worker in the place of the theme's own: the messages, and the shape of results, are the theme's.
(() => {
  "use strict";

  const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3];
  const MOST = 20; // results, each a file of its own
  const SHOWN = 3; // sections below a result; the others fold away
  const SIGN = "\\u3041-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff";
  const EACH_SIGN = new RegExp(`[${SIGN}]`, "g");
  const ONE_PHRASE = new RegExp(`^[${SIGN}]{2,}$`);
  const BLANK_BETWEEN = new RegExp(`([${SIGN}](?:</?mark>)*) +(?=(?:</?mark>)*[${SIGN}])`, "g");

  let loading;
  const load = () =>
    (loading ??= import(new URL("search/pagefind.js", location).href).then(async (pagefind) => {
      await pagefind.options({ excerptLength: 24, ranking: { metaWeights: { title: 10, names: 8 } } });
      return pagefind;
    }));

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

  const find = async (query) => {
    const text = query.trim();
    if (!text) return [];
    const pagefind = await load();
    const spaced = text.replace(EACH_SIGN, " $& ").replace(/ +/g, " ").trim();
    let { results } = ONE_PHRASE.test(text) ? await pagefind.search(`"${spaced}"`) : { results: [] };
    if (!results.length) ({ results } = await pagefind.search(spaced));
    const words = text.split(/\s+/);
    const best = results.slice(0, MOST);
    const data = await Promise.all(best.map((each) => each.data()));
    return best.map((each, i) => item({ score: each.score, data: data[i] }, words));
  };

  let latest = 0;
  addEventListener("message", async ({ data: { type, data } }) => {
    if (type === SETUP) return postMessage({ type: READY });
    if (type !== QUERY) return;
    const mine = ++latest;
    await new Promise((done) => setTimeout(done, data ? 100 : 0)); // while somebody types, wait
    if (mine !== latest) return;
    const items = await find(data).catch((error) => (console.error("search:", error), []));
    if (mine === latest) postMessage({ type: RESULT, data: { items } });
  });
})();
