"use strict";
// Looks things up in an atlas. A page that was opened from a folder may not fetch, so the index comes
// as scripts: `zoek/inhoud.js` says how the words in each file begin, and a file is added to the page
// when a word that is typed may stand in it. What was typed stands in the address, after #zoek=.
// Nothing here writes HTML from text: a text stays a text.

const alignAtlas = (() => {
  const MOST = 60; // what is shown of what was found
  const FILES = 12; // files that one word may ask for; a shorter word has to be typed further
  const nonce = document.currentScript.nonce;
  const known = new Map(); // entries by number of the file
  const waiting = new Map(); // promises by name of a script
  let contents = null;

  const numbers = new Intl.NumberFormat(document.documentElement.lang === "en" ? "en-GB" : "nl-NL");

  function t(text, values = {}) {
    return (alignTexts[text] ?? text).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  }

  /** Words without case and accents, as the index has them. */
  function folded(text) {
    const bare = text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
    return bare.match(/[\p{L}\p{N}]+/gu) ?? [];
  }

  function script(name) {
    if (!waiting.has(name)) {
      waiting.set(name, new Promise((resolve) => {
        const element = document.createElement("script");
        element.nonce = nonce;
        element.src = `zoek/${name}.js`;
        element.addEventListener("load", resolve);
        element.addEventListener("error", resolve);
        document.head.append(element);
      }));
    }
    return waiting.get(name);
  }

  /** Numbers of the files in which a word that begins like this may stand. */
  function files(word) {
    return contents.filter(([start]) => start.startsWith(word) || word.startsWith(start))
      .map(([, number]) => number);
  }

  function matches(entry, words) {
    const own = folded(`${entry[2]} ${entry[3]}`);
    return words.every((word) => own.some((one) => one.startsWith(word)));
  }

  async function find(text) {
    const words = folded(text).filter((word) => word.length > 1);
    if (!words.length) return { found: [], words };
    await script("inhoud");
    // The rarest word decides which files are read; all words must stand in what is found.
    const sets = words.map(files).sort((a, b) => a.length - b.length);
    if (!sets[0].length) return { found: [], words };
    if (sets[0].length > FILES) return { found: [], words, vague: true };
    await Promise.all(sets[0].map((number) => script(String(number))));
    const seen = new Map();
    for (const number of sets[0]) {
      for (const entry of known.get(number) ?? []) {
        if (matches(entry, words)) seen.set(entry.join("\n"), entry);
      }
    }
    // Who types a code or how a title begins, wants that first; then the sort of thing decides.
    const whole = words.join(" ");
    const first = ([, , code, title]) => code.toLowerCase() === text.trim().toLowerCase()
      || folded(title).join(" ").startsWith(whole);
    const all = [...seen.values()];
    const near = new Map(all.map((entry) => [entry, first(entry) ? 0 : 1]));
    all.sort((a, b) => near.get(a) - near.get(b) || a[0] - b[0]);
    return { found: all, words };
  }

  function row([, kind, code, title, context, href]) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = href;
    if (code) {
      const shown = document.createElement("span");
      shown.className = "code";
      shown.textContent = code;
      link.append(shown, " ");
    }
    link.append(title);
    const more = document.createElement("span");
    more.className = "stil";
    more.textContent = [kind, context].filter(Boolean).join(" · ");
    item.append(link, " ", more);
    return item;
  }

  function told({ found, words, vague }) {
    if (!words.length) return "";
    if (vague) return t("Daar begint te veel mee; typ nog een letter of nog een woord.");
    if (!found.length) return t("Niets gevonden. Probeer een ander woord, of een crebo.");
    const amount = { n: numbers.format(found.length), m: MOST };
    if (found.length > MOST) return t("{n} gevonden; de eerste {m} staan hier.", amount);
    return t("{n} gevonden.", amount);
  }

  function start() {
    const form = document.getElementById("zoekformulier");
    if (!form) return;
    const field = document.getElementById("zoekterm");
    const list = document.getElementById("gevonden");
    const status = document.getElementById("zoekstand");
    let latest = 0;
    form.hidden = false;

    async function show() {
      const turn = ++latest;
      const result = await find(field.value);
      if (turn !== latest) return; // more was typed since
      list.replaceChildren(...result.found.slice(0, MOST).map(row));
      status.textContent = told(result);
    }

    function fromAddress() {
      const [name, value] = location.hash.slice(1).split("=", 2);
      if (name !== "zoek") return;
      if (value !== undefined) {
        try {
          field.value = decodeURIComponent(value);
        } catch {
          field.value = "";
        }
        show();
      }
      field.focus();
    }

    field.addEventListener("input", () => {
      const text = field.value.trim();
      history.replaceState(null, "", text ? `#zoek=${encodeURIComponent(text)}` : "#zoek");
      show();
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      list.querySelector("a")?.focus();
    });
    document.getElementById("zoek").addEventListener("keydown", (event) => {
      const links = [field, ...list.querySelectorAll("a")];
      const at = links.indexOf(document.activeElement);
      if (at < 0) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        links[Math.max(0, Math.min(links.length - 1, at + (event.key === "ArrowDown" ? 1 : -1)))].focus();
        event.preventDefault();
      } else if (event.key === "Escape" && at > 0) {
        field.focus();
      }
    });
    addEventListener("hashchange", fromAddress);
    fromAddress();
  }

  start();

  return {
    parts(list) { contents = list; },
    entries(number, list) { known.set(number, list); },
  };
})();

// On paper everything is open.
addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("details:not([data-print='dicht'])")) {
    details.open = true;
  }
});
