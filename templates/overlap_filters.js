// Filters, search and order of the pairs. What they say stands in the address and is remembered.

align.filters = (() => {
  const { t, tell, address, followers, remembered, remember, overlap, decisions } = align;
  const form = document.getElementById("filters");
  const FIELDS = ["leerweg", "niveau", "unit", "kwalificatie", "kerntaak", "relatie", "sterkte", "besluit", "zoek"];
  const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const lists = [...document.querySelectorAll("[data-lijst]")].map((element) => ({
    element, name: element.dataset.lijst, order: "", rows: [],
  }));
  const listOf = new Map(lists.map((list) => [list.element, list]));
  const search = new Map();

  for (const row of overlap.rows) {
    listOf.get(row.element.parentElement).rows.push(row);
    const each = (field) => new Set(row.pairs.flatMap(field));
    row.values = {
      leerweg: each((pair) => pair.left.leerwegen),
      niveau: each((pair) => pair.right.niveaus),
      unit: each((pair) => [pair.left.group]),
      kwalificatie: each((pair) => pair.right.kwalificaties),
      kerntaak: each((pair) => [pair.right.group]),
      relatie: each((pair) => [pair.relation ?? "geen"]),
      sterkte: each((pair) => (row.section === "paren" || pair.strength === "zwak" ? [pair.strength] : [])),
    };
  }

  // --- matching ------------------------------------------------------------------------------------------

  function textOf(unit) {
    if (!search.has(unit)) search.set(unit, plain(`${unit.code} ${unit.context} ${align.texts.textOf(unit)}`));
    return search.get(unit);
  }

  function matches(row, query, words) {
    for (const name of FIELDS) {
      const wanted = query.get(name);
      if (!wanted || name === "zoek") continue;
      if (name === "besluit") {
        const { state, stale } = decisions.statusOf(row.first);
        if (wanted === "opnieuw" ? !stale : state !== wanted) return false;
      } else if (!row.values[name].has(wanted)) return false;
    }
    return words.every((word) => row.pairs.some((pair) =>
      textOf(pair.left).includes(word) || textOf(pair.right).includes(word)));
  }

  function show(query) {
    const words = plain(query.get("zoek") || "").split(/\s+/).filter(Boolean);
    const told = [];
    let seen = 0;
    for (const list of lists) {
      let shown = 0;
      for (const row of list.rows) {
        const visible = matches(row, query, words);
        if (row.element.hidden === visible) row.element.hidden = !visible;
        shown += visible;
      }
      seen += shown;
      told.push(t("{shown} van {all} {name}", { shown, all: list.rows.length, name: list.name }));
    }
    arrange(query.get("sorteer") || "");
    const filtered = FIELDS.some((name) => query.get(name));
    const advice = filtered && !seen ? ` ${t("Niets past bij deze filters; wis er een.")}` : "";
    const active = filtered && seen ? ` ${t("Er staan filters aan.")}` : "";
    tell(`${t("Getoond:")} ${told.join(", ")}.${advice}${active}`);
  }

  const collator = new Intl.Collator("nl", { numeric: true });
  const OPEN = { verschil: 0, bespreken: 1, open: 2, akkoord: 3, afgewezen: 3 };
  const ORDERS = {
    "": (a, b) => a.work - b.work || a.rank - b.rank,
    sterk: (a, b) => a.rank - b.rank,
    uren: (a, b) => b.hours - a.hours || a.rank - b.rank,
    code: (a, b) => collator.compare(a.id, b.id),
  };

  function work(row) {
    const status = decisions.statusOf(row.first);
    return status.stale ? 0 : OPEN[status.state];
  }

  const later = globalThis.requestIdleCallback ?? ((task) => setTimeout(task, 50));
  let wanted = "";

  /** The pairs in order at once; the long lists below them as soon as the reader has his answer. */
  function arrange(order) {
    wanted = order;
    const [first, ...others] = lists;
    if (first) sort(first, order);
    for (const list of others) later(() => order === wanted && sort(list, order), { timeout: 2000 });
  }

  /** Put a list in order; only what is out of order is moved, so that nothing flickers. */
  function sort(list, order) {
    for (const row of list.rows) {
      row.work = work(row);
      row.hours = order === "uren" ? align.hours.weightOf(row.first) : 0;
    }
    const sorted = [...list.rows].sort(ORDERS[order] ?? ORDERS[""]);
    const places = new Map(list.rows.map((row, place) => [row, place]));
    const stay = new Set(longestRising(sorted.map((row) => places.get(row))).map((at) => sorted[at]));
    list.rows = sorted;
    let next = null;
    for (const row of sorted.toReversed?.() ?? [...sorted].reverse()) {
      if (!stay.has(row)) list.element.insertBefore(row.element, next);
      next = row.element;
    }
  }

  /** Where the longest rising sequence in these numbers stands; what is in it need not move. */
  function longestRising(numbers) {
    const ends = []; // ends[length - 1]: where the lowest end of a sequence of that length stands
    const before = [];
    numbers.forEach((number, at) => {
      let [low, high] = [0, ends.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (numbers[ends[middle]] < number) low = middle + 1;
        else high = middle;
      }
      before[at] = low ? ends[low - 1] : -1;
      ends[low] = at;
    });
    const found = [];
    for (let at = ends.at(-1) ?? -1; at >= 0; at = before[at]) found.push(at);
    return found;
  }

  // --- form and address ------------------------------------------------------------------------------------

  function queryOfForm() {
    const query = new URLSearchParams();
    for (const name of [...FIELDS, "sorteer"]) {
      const value = form.elements[name].value.trim();
      if (value) query.set(name, value);
    }
    return query;
  }

  function fillForm(query) {
    for (const name of [...FIELDS, "sorteer"]) {
      const field = form.elements[name];
      const value = query.get(name) || "";
      const known = field.tagName !== "SELECT" || [...field.options].some((option) => option.value === value);
      // A choice that this page does not have can match nothing; say so rather than ignore it.
      field.value = known ? value : "";
      if (!known) query.delete(name);
    }
  }

  function changed(replace) {
    const query = queryOfForm();
    const next = address("paren", query);
    if (replace) history.replaceState(null, "", next);
    else history.pushState(null, "", next);
    remember("filters", query.toString());
    show(query);
  }

  function start() {
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", (event) => {
      if (event.target.name !== "zoek") changed(false);
    });
    form.elements.zoek.addEventListener("input", () => changed(true));
    form.addEventListener("reset", () => setTimeout(() => changed(false)));
    align.query = queryOfForm;
    followers.push((target, query) => {
      fillForm(query);
      show(query);
    });
    form.hidden = false;
    const before = remembered("filters");
    if (!location.hash && typeof before === "string" && before) {
      history.replaceState(null, "", address("", new URLSearchParams(before)));
    }
  }

  return { start, visible: () => lists.flatMap((list) => list.rows).filter((row) => !row.element.hidden) };
})();
