"use strict";
// The revision page: filters (of the list, and with it of the map, the table and the successors), the
// two ways to look at a change, the table turned round, history, and the keyboard. Addresses and printing are shared (report.js). Without scripts everything can
// still be read.
(() => {
  const { t, number, make, tell, address, followers, follow } = align;
  const form = document.getElementById("filters");
  const empty = document.getElementById("leeg");

  const LIST = "wijzigingen";
  const FIELDS = ["soort", "kenmerk", "aard", "niveau", "deel", "leerweg", "inhoud", "zoek"];
  const ALL = [...FIELDS, "weergave"];
  // What only narrows down to a part, or hides what is editorial, asks for nothing that is folded.
  const LOOKING = FIELDS.filter((name) => !["deel", "leerweg", "inhoud"].includes(name));
  const MOST_UNFOLDED = 300;
  const field = (name) => form.elements[name] || null;
  const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const words = (text) => (text ? text.split(" ") : []);

  const parts = [...document.querySelectorAll("[data-deel]")].map((element) => ({
    element,
    id: element.id,
    top: element.closest("[data-top]"),
    groups: [...element.querySelectorAll("[data-groep]")],
    cells: [...(document.querySelector(`.kaart a.code[href='#${CSS.escape(element.id)}']`)
      ?.parentElement.querySelectorAll("a.cel") ?? [])].map((cell) => ({ element: cell, title: cell.title })),
    folds: [...element.querySelectorAll("details.zelfde")].map((fold) => ({
      element: fold,
      title: fold.querySelector("summary"),
      named: fold.querySelector("summary").textContent,
      rows: [...fold.querySelectorAll("li")],
    })),
    rows: [...element.querySelectorAll("[data-s]")].map((row) => ({
      element: row,
      list: "apart" in row.dataset ? "apart" : row.matches(".wijziging") ? "full" : "same",
      soort: row.dataset.s,
      niveau: row.dataset.n,
      kenmerk: words(row.dataset.k),
      aard: words(row.dataset.a),
      leerweg: words(row.dataset.l),
      cell: Number(row.dataset.c ?? row.closest("[data-groep]")?.dataset.groep ?? -1),
      shown: true,
      text: null,
    })),
  }));
  const listed = new Map(parts.flatMap((part) => part.rows.map((row) => [row.element.id, row])));
  const none = () => ({ full: 0, same: 0, apart: 0 });
  const total = none();
  for (const part of parts) for (const row of part.rows) total[row.list] += 1;

  // --- form and address -----------------------------------------------------------------------

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
    const shown = none();
    const tops = new Map();
    for (const part of parts) {
      const here = none();
      const chosen = !query.get("deel") || query.get("deel") === part.id;
      for (const row of part.rows) {
        const visible = chosen && matches(row, query, search);
        if (row.element.hidden === visible) row.element.hidden = !visible;
        row.shown = visible;
        here[row.list] += visible;
      }
      for (const group of part.groups) group.hidden = !group.querySelector(".wijziging:not([hidden])");
      for (const fold of part.folds) {
        fold.shown = fold.rows.filter((row) => !row.hidden).length;
        fold.element.hidden = fold.shown === 0;
      }
      part.element.hidden = here.full + here.same + here.apart === 0;
      tops.set(part.top, tops.get(part.top) || !part.element.hidden);
      for (const name of Object.keys(shown)) shown[name] += here[name];
    }
    for (const [top, visible] of tops) top.hidden = !visible;
    const open = unfold(shown.same + shown.apart, query);
    empty.hidden = shown.full + shown.same + shown.apart > 0;
    const asked = inWords(query);
    tell(counted(shown, open) + (asked ? ` ${t("Filters: {asked}.", { asked })}` : ""));
    narrowMap(asked);
    narrowRows("tabel", ".waswordt tbody tr", t("rijen"), asked);
    narrowRows("opvolgers", ".opvolgers tbody tr", t("regels"), asked);
    beside(query.get("weergave") === "naast");
  }

  // --- what follows the list: the map, the table, the successors -----------------------------------

  /** The filters as a reader says them, also on paper; "" without any. */
  function inWords(query) {
    const told = [];
    for (const name of FIELDS) {
      const value = query.get(name);
      const input = field(name);
      if (!value || !input) continue;
      if (name === "inhoud") told.push(t("zonder redactionele wijzigingen"));
      else if (name === "zoek") told.push(t("met “{words}”", { words: value }));
      else {
        const label = document.querySelector(`label[for="${input.id}"]`).textContent.toLowerCase();
        const option = input.selectedOptions[0].textContent.replace(/ \([\d.]+\)$/, "");
        told.push(`${label} ${name === "soort" ? value : option}`);
      }
    }
    return told.join("; ");
  }

  function say(name, text) {
    const line = document.querySelector(`[data-gefilterd="${name}"]`);
    if (!line) return;
    line.hidden = !text;
    line.textContent = text;
  }

  /** Parts without a hit leave the map; in the others a cell without one stays in its place, faint. */
  function narrowMap(asked) {
    const tops = new Map();
    for (const part of parts) {
      const hits = new Set(part.rows.filter((row) => row.shown).map((row) => row.cell));
      for (const [at, cell] of part.cells.entries()) {
        const faint = asked !== "" && !hits.has(at);
        if (cell.element.classList.toggle("flets", faint) === (cell.element.title === cell.title)) {
          cell.element.title = faint ? t("{title}; past niet bij de filters", { title: cell.title }) : cell.title;
        }
      }
      const line = part.cells[0]?.element.closest("li");
      if (!line) continue;
      line.hidden = hits.size === 0;
      tops.set(line.parentElement, tops.get(line.parentElement) || hits.size > 0);
    }
    for (const [list, visible] of tops) list.hidden = list.previousElementSibling.hidden = !visible;
    say("kaart", asked && t("Gefilterd, net als de lijst ({asked}): wat fletser is, past er niet bij.", { asked }));
  }

  /** Rows that tell of a change follow it. */
  function narrowRows(name, rows, what, asked) {
    let shown = 0;
    const all = document.querySelectorAll(rows);
    for (const row of all) {
      const change = listed.get(row.querySelector("a[href^='#w-']").getAttribute("href").slice(1));
      const visible = !change || change.shown;
      if (row.hidden === visible) row.hidden = !visible;
      shown += visible;
    }
    say(name, asked && t("Gefilterd, net als de lijst: {shown} van {total} {what}. Filters: {asked}.", {
      shown: number(shown), total: number(all.length), what, asked,
    }));
  }

  /** Unfold what was looked for, unless it is so much that nobody reads it; says whether it did. */
  function unfold(many, query) {
    const asked = LOOKING.some((name) => query.get(name));
    for (const part of parts) {
      for (const fold of part.folds) {
        fold.element.open = asked && many <= MOST_UNFOLDED && fold.shown > 0;
        const all = fold.shown === fold.rows.length || fold.shown === 0;
        const title = all ? fold.named : t("{shown} van {named}", { shown: number(fold.shown), named: fold.named });
        if (fold.title.textContent !== title) fold.title.textContent = title;
      }
    }
    return asked && many <= MOST_UNFOLDED;
  }

  function counted(shown, open) {
    const told = [
      ["full", "{shown} van {total} wijzigingen"],
      ["same", "{shown} van {total} die gelijk bleven"],
      ["apart", "{shown} van {total} die de andere bron niet noemt"],
    ].filter(([name]) => name === "full" || total[name] > 0)
      .map(([name, text]) => t(text, { shown: number(shown[name]), total: number(total[name]) }));
    const folded = shown.same + shown.apart > 0 && !open ? t(" Wat geen wijziging is, staat ingeklapt.") : "";
    return `${t("Getoond: {what}.", { what: told.join(", ") })}${folded}`;
  }

  // --- old and new in one text, or beside each other -------------------------------------------

  let made = false;
  const counts = [...document.querySelectorAll("main a[href*='?']")];
  const plainly = counts.map((link) => link.getAttribute("href"));

  function beside(wanted) {
    if (wanted && !made) {
      for (const text of document.querySelectorAll(".redline > .rl")) text.after(both(text));
      made = true;
    }
    document.body.classList.toggle("twee", wanted);
    // Every number leads on in the way of looking that was chosen.
    counts.forEach((link, at) => {
      link.setAttribute("href", wanted ? `${plainly[at]}&weergave=naast` : plainly[at]);
    });
  }

  function both(text) {
    const half = (name, without) => {
      const copy = text.cloneNode(true);
      for (const other of copy.querySelectorAll(without)) other.remove();
      copy.prepend(make("span", { className: "onzichtbaar" }, name));
      return copy;
    };
    return make("div", { className: "naast" }, half(t("oud: "), "ins"), half(t("nieuw: "), "del"));
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
    told[1] = t("Wordt-was, in de volgorde van {release}", { release: turn.dataset.nieuw });
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
      turn.textContent = turned ? t("Draai om: was-wordt") : t("Draai om: wordt-was");
    });
  }

  // --- history of one item ---------------------------------------------------------------------

  const finder = document.getElementById("z-geschiedenis");
  if (finder) {
    const groups = [...document.querySelectorAll(".draadgroep")].map((element) => ({
      element,
      open: element.open,
      threads: [...element.querySelectorAll(".draad")].map((thread) => ({ element: thread, text: null })),
    }));
    const all = groups.reduce((sum, group) => sum + group.threads.length, 0);
    const found = document.getElementById("stand-geschiedenis");
    const look = () => {
      const search = plain(finder.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const group of groups) {
        group.shown = 0;
        for (const thread of group.threads) {
          if (search.length > 0) thread.text ??= plain(thread.element.textContent);
          thread.element.hidden = !search.every((word) => thread.text.includes(word));
          group.shown += !thread.element.hidden;
        }
        group.element.hidden = group.shown === 0;
        shown += group.shown;
      }
      // What was looked for is unfolded, unless it is so much that nobody reads it.
      const few = search.length > 0 && shown <= MOST_UNFOLDED;
      for (const group of groups) group.element.open = few ? group.shown > 0 : group.open;
      found.textContent = t("Getoond: {shown} van {total}.", {
        shown: number(shown), total: number(all),
      });
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
    else if (key === "?") align.go(address("toetsen", queryOfForm()));
    else return false;
    return true;
  }

  addEventListener("keydown", (event) => {
    if (off.checked || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches?.("input, select, textarea")) return;
    if (press(event.key)) event.preventDefault();
  });

  // --- the address decides ---------------------------------------------------------------------

  followers.push((target, query) => {
    fillForm(query);
    show(query);
    if (!target) return;
    const element = document.getElementById(target);
    if (!element) tell(t("Het adres “{target}” staat niet op deze pagina.", { target }));
    else if (element.matches(".draad, #was-wordt")) {
      // What was looked for before must not keep out of sight what is asked for now.
      if (element.hidden) {
        finder.value = "";
        finder.dispatchEvent(new Event("input"));
      }
      element.querySelector("details")?.setAttribute("open", "");
    }
  });
  align.query = queryOfForm;
  form.hidden = false;
  document.querySelector(".alles").hidden = false;
  follow();
})();
