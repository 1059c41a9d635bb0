// Stands before the theme's own search worker, whose address follows the "#", and fetches it and the index when
// somebody searches: the theme would do so with every page. The messages are the theme's.
(() => {
  "use strict";

  const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3];
  let setup, latest, starting;

  const start = async () => {
    const answer = await fetch(new URL("milepost-search.json", location));
    if (!answer.ok) throw new Error(`the index cannot be fetched: ${answer.status}`);
    const { docs } = await answer.json();
    const worker = new Worker(new URL(location.hash.slice(1), location));
    const ready = new Promise((done, fail) => {
      worker.onerror = fail;
      worker.onmessage = ({ data }) => (data.type === READY ? done(worker) : postMessage(data));
    });
    worker.postMessage({ type: SETUP, data: { ...setup, docs } });
    return ready;
  };

  addEventListener("message", async ({ data: message }) => {
    if (message.type === SETUP) {
      setup = message.data;
      return postMessage({ type: READY });
    }
    if (message.type !== QUERY) return;
    latest = message;
    if (!message.data && !starting) return postMessage({ type: RESULT, data: { items: [] } });
    try {
      const worker = await (starting ??= start());
      if (latest === message) worker.postMessage(message); // what was typed meanwhile asks by itself
    } catch (error) {
      console.error("search:", error);
      starting = undefined; // the next key tries again
    }
  });
})();
