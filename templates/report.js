"use strict";
// Filters, addresses and print for the report. Without this script everything can still be read.
//
// The state of the page stands in its address: "#target?leerweg=kb&sterkte=sterk". The target is
// the id of an element; the rest is what the filters say. The address decides, never the reverse,
// so a mailed address and the back button both show what was seen.
(() => {
  const form = document.getElementById("filters");
  const status = document.getElementById("stand");
  if (!form || !status) return;

  const FIELDS = ["leerweg", "unit", "kwalificatie", "kerntaak", "relatie", "sterkte", "zoek"];
  const plain = (text) =>
    text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const words = (text) => (text ? text.split(" ") : []);

  const lists = [...document.querySelectorAll("[data-lijst]")].map((element) => ({
    element,
    name: element.dataset.lijst,
    pairs: [...element.querySelectorAll(":scope > [data-paar]")].map((pair) => ({
      element: pair,
      rank: Number(pair.dataset.rang),
      leerweg: words(pair.dataset.lw),
      unit: [pair.dataset.unit],
      kwalificatie: words(pair.dataset.kw),
      kerntaak: [pair.dataset.kt],
      relatie: [pair.dataset.rel],
      sterkte: "bespreken" in pair.dataset
        ? [pair.dataset.str, "bespreken"]
        : [pair.dataset.str],
      text: null,
    })),
    order: "",
  }));

  // --- address ---------------------------------------------------------------------------------

  function readAddress() {
    const [target, query] = location.hash.slice(1).split("?", 2);
    return { target: decode(target), query: new URLSearchParams(query || "") };
  }

  function decode(text) {
    try {
      return decodeURIComponent(text || "");
    } catch {
      return "";
    }
  }

  function queryOfForm() {
    const query = new URLSearchParams();
    for (const name of [...FIELDS, "sorteer"]) {
      const value = form.elements[name].value.trim();
      if (value) query.set(name, value);
    }
    return query;
  }

  function address(target, query) {
    const rest = query.toString();
    return `#${target}${rest ? `?${rest}` : ""}`;
  }

  // --- filter and sort -------------------------------------------------------------------------

  function matches(pair, query, search) {
    for (const name of FIELDS) {
      const wanted = query.get(name);
      if (!wanted || name === "zoek") continue;
      if (!pair[name].includes(wanted)) return false;
    }
    if (search.length === 0) return true;
    pair.text ??= plain(pair.element.textContent);
    return search.every((word) => pair.text.includes(word));
  }

  function show(query) {
    const search = plain(query.get("zoek") || "").split(/\s+/).filter(Boolean);
    const told = [];
    for (const list of lists) {
      let shown = 0;
      for (const pair of list.pairs) {
        const visible = matches(pair, query, search);
        pair.element.hidden = !visible;
        shown += visible;
      }
      sort(list, query.get("sorteer") || "");
      told.push(`${shown} van ${list.pairs.length} ${list.name}`);
    }
    const filtered = FIELDS.some((name) => query.get(name));
    const nothing = lists.every((list) => list.pairs.every((pair) => pair.element.hidden));
    const advice = filtered && nothing ? " Niets past bij deze filters; wis er een." : "";
    tell(`Getoond: ${told.join(", ")}.${advice}`);
  }

  function sort(list, order) {
    if (list.order === order) return;
    list.order = order;
    const byCode = new Intl.Collator("nl", { numeric: true });
    const sorted = [...list.pairs].sort((a, b) =>
      order === "code" ? byCode.compare(a.element.id, b.element.id) : a.rank - b.rank);
    list.element.append(...sorted.map((pair) => pair.element));
  }

  function tell(text) {
    if (status.textContent !== text) status.textContent = text;
  }

  function fillForm(query) {
    for (const name of [...FIELDS, "sorteer"]) {
      const field = form.elements[name];
      const value = query.get(name) || "";
      const known = field.tagName !== "SELECT" ||
        [...field.options].some((option) => option.value === value);
      // A choice that this page does not have can match nothing; say so rather than ignore it.
      field.value = known ? value : "";
      if (!known) query.delete(name);
    }
  }

  // --- going to a place ------------------------------------------------------------------------

  function reveal(target, scroll) {
    const element = target && document.getElementById(target);
    if (!element) return;
    if (element.hidden && element.matches("tr.open")) toggle(element, true);
    for (let at = element; at; at = at.parentElement) {
      if (at.matches("details")) at.open = true;
      if (at.matches("tr.open")) toggle(at, true);
    }
    if (element.matches(".paar, .rij")) element.querySelector("details").open = true;
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
    fillForm(query);
    show(query);
    reveal(target, following && target !== "");
    following = false;
  }

  addEventListener("hashchange", follow);

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href^='#']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    following = true;
    const href = link.getAttribute("href");
    const query = queryOfForm();
    const element = document.getElementById(decode(href.slice(1)));
    // Filters stay when the target can be seen with them; otherwise the plain address drops them.
    const stays = !href.includes("?") && query.size > 0 && element && !element.closest("[hidden]");
    const next = stays ? address(href.slice(1), query) : href;
    if (link.matches(".anker")) copy(next);
    if (next === location.hash) follow();
    else if (next !== href) {
      event.preventDefault();
      location.hash = next;
    }
  });

  async function copy(hash) {
    try {
      await navigator.clipboard.writeText(location.href.split("#")[0] + hash);
      tell("Het adres van dit paar is gekopieerd.");
    } catch {
      tell("Kopieer het adres uit de adresbalk van uw browser.");
    }
  }

  // --- form ------------------------------------------------------------------------------------

  function changed(replace) {
    const query = queryOfForm();
    const next = address("paren", query);
    if (replace) history.replaceState(null, "", next);
    else history.pushState(null, "", next);
    show(query);
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", (event) => {
    if (event.target.name !== "zoek") changed(false);
  });
  form.elements.zoek.addEventListener("input", () => changed(true));
  form.addEventListener("reset", () => setTimeout(() => changed(false)));

  // --- matrix rows that open -------------------------------------------------------------------

  const openers = new Map();

  function toggle(row, open) {
    row.hidden = !open;
    openers.get(row)?.setAttribute("aria-expanded", String(open));
  }

  for (const link of document.querySelectorAll("a.uitklap")) {
    const row = document.getElementById(link.getAttribute("href").slice(1));
    const button = document.createElement("button");
    button.type = "button";
    button.className = "uitklap";
    button.setAttribute("aria-controls", row.id);
    button.append(...link.childNodes);
    link.replaceWith(button);
    openers.set(row, button);
    toggle(row, false);
    button.addEventListener("click", () => {
      toggle(row, row.hidden);
      const target = row.hidden ? "matrix" : row.id;
      history.pushState(null, "", address(target, queryOfForm()));
    });
  }

  // --- whole texts of pairs that are shown as a row --------------------------------------------

  for (const button of document.querySelectorAll("button.toon-teksten")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const both = document.createElement("div");
      both.className = "zijden";
      for (const [slug, side] of [[button.dataset.links, "vmbo"], [button.dataset.rechts, "mbo"]]) {
        const half = document.createElement("div");
        half.className = side;
        half.append(document.getElementById(`tekst-${slug}`).content.cloneNode(true));
        both.append(half);
      }
      both.tabIndex = -1;
      button.replaceWith(both);
      both.focus();
    });
  }

  // --- print: everything open, and afterwards as it was ----------------------------------------

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

  form.hidden = false;
  follow();
})();
