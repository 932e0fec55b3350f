"use strict";
// What every page with these scripts shares: its data, texts, addresses, and printing.
//
// The state of a page stands in its address: "#target?leerweg=kb&sterkte=sterk". The target is the
// id of an element; the rest is what other scripts say. The address decides, never the reverse, so
// a mailed address and the back button both show what was seen. Nothing here writes HTML from text:
// elements are made by `make`, and a text stays a text.

const align = (() => {
  const data = JSON.parse(document.getElementById("gegevens").textContent);
  const followers = []; // called with (target, query) when the address changed
  const targets = new Map(); // ids that stand for another element, or that are made when asked for
  let queryNow = () => new URLSearchParams();

  /** A text in the language of the page; {name} is replaced by a value. */
  function t(text, values = {}) {
    return (data.t[text] ?? text).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  }

  const numbers = new Intl.NumberFormat(data.lang === "en" ? "en-GB" : "nl-NL");
  const number = (value) => numbers.format(value);

  /** An element with properties, attributes (as {attr: {...}}) and children. */
  function make(tag, properties = {}, ...children) {
    const { attr = {}, on = {}, ...rest } = properties;
    const element = Object.assign(document.createElement(tag), rest);
    for (const [name, value] of Object.entries(attr)) element.setAttribute(name, value);
    for (const [name, handler] of Object.entries(on)) element.addEventListener(name, handler);
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  }

  // --- what is said to a screen reader, and shown beside the list ------------------------------

  function tell(text) {
    const status = document.getElementById("stand");
    if (status && status.textContent !== text) status.textContent = text;
  }

  // --- address ---------------------------------------------------------------------------------

  function decode(text) {
    try {
      return decodeURIComponent(text || "");
    } catch {
      return "";
    }
  }

  function readAddress() {
    const [target, query] = location.hash.slice(1).split("?", 2);
    return { target: decode(target), query: new URLSearchParams(query || "") };
  }

  function address(target, query) {
    const rest = query.toString();
    return `#${target}${rest ? `?${rest}` : ""}`;
  }

  function find(target) {
    const found = targets.get(target);
    return typeof found === "function" ? found() : found ?? document.getElementById(target);
  }

  function reveal(target, scroll) {
    const element = target && find(target);
    if (!element) return;
    for (let at = element; at; at = at.parentElement) {
      if (at.matches("details")) at.open = true;
      if (at.matches("tr.open")) toggle(at, true);
      if (at.matches("section[hidden]")) at.hidden = false;
    }
    for (const row of [element.closest("[data-paar]"), element]) {
      if (row?.matches("[data-paar]")) row.querySelector("details").open = true;
    }
    if (!scroll) return;
    element.scrollIntoView();
    if (!element.matches("a, button, input, select, summary, [tabindex]")) {
      element.setAttribute("tabindex", "-1");
    }
    element.focus({ preventScroll: true });
  }

  let following = true; // a link was followed (or the page opened), as against the back button

  function follow() {
    const { target, query } = readAddress();
    for (const follower of followers) follower(target, query);
    reveal(target, following && target !== "");
    following = false;
  }

  function go(hash) {
    following = true;
    if (hash === location.hash) follow();
    else location.hash = hash;
  }

  addEventListener("hashchange", follow);

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href^='#']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    following = true;
    const href = link.getAttribute("href");
    const query = queryNow();
    const element = find(decode(href.slice(1)));
    // Filters stay when the target can be seen with them; otherwise the plain address drops them.
    const stays = !href.includes("?") && query.size > 0 && element && !element.closest("[hidden]");
    const next = stays ? address(href.slice(1), query) : href;
    if (link.matches(".anker")) copy(next);
    if (next === location.hash) {
      event.preventDefault();
      follow();
    } else if (next !== href) {
      event.preventDefault();
      location.hash = next;
    }
  });

  async function copy(hash) {
    try {
      await navigator.clipboard.writeText(location.href.split("#")[0] + hash);
      tell(t("Het adres is gekopieerd."));
    } catch {
      tell(t("Kopieer het adres uit de adresbalk van uw browser."));
    }
  }

  // --- rows of a matrix that open --------------------------------------------------------------

  const openers = new Map();

  function toggle(row, open) {
    row.hidden = !open;
    row.dataset.klaar = ""; // from here on `hidden` alone says whether it is seen
    openers.get(row)?.setAttribute("aria-expanded", String(open));
  }

  for (const link of document.querySelectorAll("a.uitklap")) {
    const row = document.getElementById(link.getAttribute("href").slice(1));
    const button = make("button", { type: "button", className: "uitklap" }, ...link.childNodes);
    button.setAttribute("aria-controls", row.id);
    link.replaceWith(button);
    openers.set(row, button);
    toggle(row, false);
    button.addEventListener("click", () => {
      toggle(row, row.hidden);
      const target = row.hidden ? "matrix" : row.id;
      history.pushState(null, "", address(target, queryNow()));
    });
  }

  // --- print: what may be open is opened, and afterwards as it was -----------------------------

  let before = null;

  function openForPrint() {
    if (before) return;
    before = {
      details: [...document.querySelectorAll("details:not([open], [data-print='dicht'])")],
      rows: [...document.querySelectorAll("tr.open[hidden]")],
    };
    for (const details of before.details) details.open = true;
    for (const row of before.rows) toggle(row, true);
  }

  function closeAfterPrint() {
    if (!before) return;
    for (const details of before.details) details.open = false;
    for (const row of before.rows) toggle(row, false);
    before = null;
  }

  const printing = matchMedia("print");
  printing.addEventListener("change", () => (printing.matches ? openForPrint() : closeAfterPrint()));
  addEventListener("beforeprint", openForPrint);
  addEventListener("afterprint", closeAfterPrint);

  // --- what this browser remembers of this report; it may refuse to ----------------------------

  function remembered(name) {
    try {
      return JSON.parse(localStorage.getItem(`align:${data.key}:${name}`));
    } catch {
      return null;
    }
  }

  function remember(name, value) {
    try {
      localStorage.setItem(`align:${data.key}:${name}`, JSON.stringify(value));
      return true;
    } catch {
      return false;
    }
  }

  return {
    data, t, number, make, tell, address, readAddress, followers, targets, toggle, follow, go,
    remembered, remember,
    get query() { return queryNow(); },
    set query(reader) { queryNow = reader; },
    openMatrixRows: openers,
  };
})();
