"use strict";
// Filters, addresses, the two ways to look at a change, and print. Without this script everything
// can still be read.
//
// The state of the page stands in its address: "#target?soort=gewijzigd&weergave=naast". The target
// is the id of an element; the rest is what the filters say. The address decides, never the
// reverse, so a mailed address and the back button both show what was seen.
(() => {
  const form = document.getElementById("filters");
  const status = document.getElementById("stand");
  const empty = document.getElementById("leeg");
  if (!form || !status) return;

  const LIST = "wijzigingen";
  const FIELDS = ["soort", "kenmerk", "aard", "niveau", "deel", "leerweg", "inhoud", "zoek"];
  const ALL = [...FIELDS, "weergave"];
  const field = (name) => form.elements[name] || null;
  const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const words = (text) => (text ? text.split(" ") : []);
  const amount = new Intl.NumberFormat("nl").format;

  const parts = [...document.querySelectorAll("[data-deel]")].map((element) => ({
    element,
    id: element.id,
    top: element.closest("[data-top]"),
    groups: [...element.querySelectorAll("[data-groep]")],
    same: element.querySelector("details.zelfde"),
    rows: [...element.querySelectorAll("[data-s]")].map((row) => ({
      element: row,
      compact: row.parentElement.parentElement.matches("details"),
      soort: row.dataset.s,
      niveau: row.dataset.n,
      kenmerk: words(row.dataset.k),
      aard: words(row.dataset.a),
      leerweg: words(row.dataset.l),
      text: null,
    })),
  }));
  const total = { full: 0, compact: 0 };
  for (const part of parts) {
    for (const row of part.rows) total[row.compact ? "compact" : "full"] += 1;
  }

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

  function valueOf(name) {
    const input = field(name);
    if (!input) return "";
    if (input.type === "checkbox") return input.checked ? input.value : "";
    return input.value.trim();
  }

  function queryOfForm() {
    const query = new URLSearchParams();
    for (const name of ALL) {
      const value = valueOf(name);
      if (value) query.set(name, value);
    }
    return query;
  }

  function address(target, query) {
    const rest = query.toString();
    return `#${target}${rest ? `?${rest}` : ""}`;
  }

  function fillForm(query) {
    for (const name of ALL) {
      const input = field(name);
      const value = query.get(name) || "";
      if (!input) query.delete(name);
      else if (input.type === "checkbox") input.checked = value === input.value;
      else {
        const options = input.options || (input instanceof RadioNodeList ? input : null);
        const known = !options || [...options].some((option) => option.value === value);
        // A choice that this page does not have can match nothing; drop it rather than ignore it.
        input.value = known ? value : "";
        if (!known) query.delete(name);
      }
    }
  }

  // --- filter ----------------------------------------------------------------------------------

  function matches(row, query, search) {
    const leerweg = query.get("leerweg");
    if (query.get("soort") && row.soort !== query.get("soort")) return false;
    if (query.get("niveau") && row.niveau !== query.get("niveau")) return false;
    if (query.get("kenmerk") && !row.kenmerk.includes(query.get("kenmerk"))) return false;
    if (query.get("aard") && !row.aard.includes(query.get("aard"))) return false;
    // What states no leerweg holds for all of them.
    if (leerweg && row.leerweg.length > 0 && !row.leerweg.includes(leerweg)) return false;
    if (query.get("inhoud") && row.soort === "redactioneel") return false;
    if (search.length === 0) return true;
    row.text ??= plain(row.element.textContent);
    return search.every((word) => row.text.includes(word));
  }

  function show(query) {
    const search = plain(query.get("zoek") || "").split(/\s+/).filter(Boolean);
    const filtered = FIELDS.some((name) => query.get(name));
    // What only narrows down to a part, or hides what is editorial, asks for nothing that is folded.
    const looking = FIELDS.some((name) => !["deel", "inhoud"].includes(name) && query.get(name));
    const shown = { full: 0, compact: 0 };
    const tops = new Map();
    for (const part of parts) {
      const here = { full: 0, compact: 0 };
      const chosen = !query.get("deel") || query.get("deel") === part.id;
      for (const row of part.rows) {
        const visible = chosen && matches(row, query, search);
        if (row.element.hidden === visible) row.element.hidden = !visible;
        if (visible) here[row.compact ? "compact" : "full"] += 1;
      }
      for (const group of part.groups) group.hidden = !group.querySelector(".wijziging:not([hidden])");
      if (part.same) {
        part.same.hidden = here.compact === 0;
        part.same.open = looking && here.compact > 0;
      }
      part.element.hidden = here.full + here.compact === 0;
      tops.set(part.top, tops.get(part.top) || !part.element.hidden);
      shown.full += here.full;
      shown.compact += here.compact;
    }
    for (const [top, visible] of tops) top.hidden = !visible;
    empty.hidden = shown.full + shown.compact > 0;
    tell(`Getoond: ${amount(shown.full)} van ${amount(total.full)} wijzigingen en ` +
      `${amount(shown.compact)} van ${amount(total.compact)} die gelijk bleven` +
      `${filtered ? "" : " (ingeklapt per onderdeel)"}.`);
    beside(query.get("weergave") === "naast");
  }

  function tell(text) {
    if (status.textContent !== text) status.textContent = text;
  }

  // --- old and new in one text, or beside each other -------------------------------------------

  let made = false;

  function beside(wanted) {
    if (wanted && !made) {
      for (const text of document.querySelectorAll(".redline > .rl")) text.after(both(text));
      made = true;
    }
    document.body.classList.toggle("twee", wanted);
  }

  function both(text) {
    const pair = document.createElement("div");
    pair.className = "naast";
    for (const [name, without] of [["oud", "ins"], ["nieuw", "del"]]) {
      const half = text.cloneNode(true);
      for (const other of half.querySelectorAll(without)) other.remove();
      const label = document.createElement("span");
      label.className = "onzichtbaar";
      label.textContent = `${name}: `;
      half.prepend(label);
      pair.append(half);
    }
    return pair;
  }

  // --- going to a place ------------------------------------------------------------------------

  function reveal(target, scroll) {
    const element = target && document.getElementById(target);
    if (!element) return;
    for (let at = element; at; at = at.parentElement) if (at.matches("details")) at.open = true;
    if (element.matches(".draad")) element.querySelector("details").open = true;
    if (element.id === "was-wordt") element.querySelector("details")?.setAttribute("open", "");
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
    const [target, wanted] = href.slice(1).split("?", 2);
    const element = document.getElementById(decode(target));
    // Filters stay when the target can be seen with them; otherwise the address drops them. How old
    // and new are shown always stays.
    const stays = wanted === undefined && element && !element.closest("[hidden]");
    const rest = stays ? query : new URLSearchParams(wanted || "");
    if (query.get("weergave")) rest.set("weergave", query.get("weergave"));
    const next = address(target, rest);
    if (link.matches(".anker")) copy(next);
    event.preventDefault();
    if (next === location.hash) follow();
    else location.hash = next;
  });

  async function copy(hash) {
    try {
      await navigator.clipboard.writeText(location.href.split("#")[0] + hash);
      tell("Het adres van deze wijziging is gekopieerd.");
    } catch {
      tell("Kopieer het adres uit de adresbalk van uw browser.");
    }
  }

  // --- form ------------------------------------------------------------------------------------

  function changed(replace) {
    const query = queryOfForm();
    const next = address(LIST, query);
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

  // --- was-wordt, turned round -----------------------------------------------------------------

  const turn = document.getElementById("draai");
  if (turn) {
    const table = document.querySelector(".waswordt");
    const caption = document.getElementById("richting");
    const told = [caption.textContent, caption.textContent];
    const rows = [...table.tBodies[0].rows];
    const heads = [...table.tHead.rows[0].cells].map((cell) => cell.textContent);
    told[1] = `Wordt-was, in de volgorde van ${heads[2].replace(/^wordt: /, "")}`;
    let turned = false;
    turn.hidden = false;
    turn.addEventListener("click", () => {
      turned = !turned;
      const at = turned ? (row) => Number(row.dataset.nieuw) : (row) => Number(row.dataset.oud);
      const then = turned ? (row) => Number(row.dataset.oud) : (row) => Number(row.dataset.nieuw);
      rows.sort((a, b) => at(a) - at(b) || then(a) - then(b));
      for (const row of [table.tHead.rows[0], ...rows]) row.append(row.cells[1], row.cells[0]);
      table.tBodies[0].append(...rows);
      caption.textContent = told[turned ? 1 : 0];
      turn.textContent = turned ? "Draai om: was-wordt" : "Draai om: wordt-was";
    });
  }

  // --- history of one item ---------------------------------------------------------------------

  const finder = document.getElementById("z-geschiedenis");
  if (finder) {
    const threads = [...document.querySelectorAll(".draad")].map((element) => ({ element, text: null }));
    const found = document.getElementById("stand-geschiedenis");
    const look = () => {
      const search = plain(finder.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const thread of threads) {
        thread.text ??= plain(thread.element.textContent);
        thread.element.hidden = !search.every((word) => thread.text.includes(word));
        shown += !thread.element.hidden;
      }
      found.textContent = `Getoond: ${amount(shown)} van ${amount(threads.length)}.`;
    };
    document.getElementById("zoek-geschiedenis").hidden = false;
    finder.addEventListener("input", look);
    look();
  }

  // --- keys ------------------------------------------------------------------------------------

  const off = document.getElementById("geen-toetsen");

  function step(direction) {
    const seen = [...document.querySelectorAll(".wijziging:not([hidden])")]
      .filter((row) => !row.closest("[hidden]"));
    const now = document.activeElement?.closest?.(".wijziging");
    const at = now ? seen.indexOf(now) : direction > 0 ? -1 : 0;
    const next = seen[at + direction];
    if (!next) return;
    next.tabIndex = -1;
    next.scrollIntoView({ block: "center" });
    next.focus({ preventScroll: true });
  }

  function press(key) {
    if (key === "j" || key === "k") step(key === "j" ? 1 : -1);
    else if (key === "o") {
      const details = document.activeElement?.closest?.(".wijziging")?.querySelector("details");
      if (!details) return false;
      details.open = !details.open;
    } else if (key === "w") {
      form.elements.weergave.value = form.elements.weergave.value ? "" : "naast";
      changed(false);
    } else if (key === "/") field("zoek").focus();
    else if (key === "?") reveal("toetsen", true);
    else return false;
    return true;
  }

  addEventListener("keydown", (event) => {
    if (off.checked || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches?.("input, select, textarea")) return;
    if (press(event.key)) event.preventDefault();
  });

  // --- print: everything open, and afterwards as it was ----------------------------------------

  let before = null;

  function openForPrint() {
    if (before) return;
    before = [...document.querySelectorAll("details:not([open], [data-print='dicht'])")];
    for (const details of before) details.open = true;
  }

  function closeAfterPrint() {
    for (const details of before || []) details.open = false;
    before = null;
  }

  const printing = matchMedia("print");
  printing.addEventListener("change", () => (printing.matches ? openForPrint() : closeAfterPrint()));
  addEventListener("beforeprint", openForPrint);
  addEventListener("afterprint", closeAfterPrint);

  form.hidden = false;
  follow();
})();
