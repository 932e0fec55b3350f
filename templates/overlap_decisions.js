// What people decide about pairs: the rules of docs/decisions-format.md, kept in this browser.
//
// `mine` was decided in this browser, `files` was read from files, `given` came with the page.
// Together they are one pool, merged as `align decisions` merges files.

align.decisions = (() => {
  const { data, t, remembered, remember, overlap } = align;
  const FORMAT = "align-decisions/1";
  const VERDICTS = ["akkoord", "afgewezen", "bespreken"];
  const TEACHERS = ["vmbo", "mbo", "samen"];
  const RELATIONS = ["herhaling", "verdieping", "voorbereiding"];
  const DIFFERS = { verdict: "besluit", relation: "relatie", teaches: "wie het geeft", klokuren: "klokuren" };
  const MOST_UNDO = 200;
  const LONGEST = 100000;

  const isText = (value) => typeof value === "string";
  const text = (value) => (isText(value) ? value.slice(0, LONGEST) : "");
  const sorted = (fields) =>
    Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1)));

  const kept = remembered("besluiten") ?? {};
  let state = {
    mine: clean(kept.mine), files: clean(kept.files),
    removed: Array.isArray(kept.removed) ? kept.removed : [],
  };
  const given = entriesOf(data.decisions);
  const listeners = [];
  const past = [];
  let name = typeof kept.name === "string" ? kept.name : "";
  let standing = new Map();
  let stored = true;

  // --- reading entries ---------------------------------------------------------------------------

  /** Whether an entry says who, what and about which pair; the rest may be absent. */
  function isEntry(entry) {
    return Boolean(entry && isText(entry.left?.id) && isText(entry.right?.id)
      && VERDICTS.includes(entry.verdict));
  }

  /** An entry with every known field, nothing wrong in it, and what we do not know kept. */
  function whole(entry) {
    const hours = entry.klokuren;
    const basis = ({ id, code, title, version, text_sha256: digest, ...more }) => ({
      id, code: text(code), title: text(title), version: text(version), text_sha256: text(digest),
      ...sorted(more),
    });
    const { left, right, verdict, relation, teaches, klokuren, remark, by, on, view, trail, ...more } = entry;
    return {
      left: basis(left), right: basis(right), verdict,
      relation: RELATIONS.includes(relation) ? relation : null,
      teaches: TEACHERS.includes(teaches) ? teaches : null,
      klokuren: typeof hours === "number" && hours >= 0 && hours <= 10000 ? hours : null,
      remark: text(remark), by: text(by), on: text(on),
      view: { score: null, probability: null, overlap: null, relation: null, engine: "", ...(view ?? {}) },
      trail: Array.isArray(trail) ? trail.filter(isText) : [],
      ...sorted(more),
    };
  }

  function clean(entries) {
    return Array.isArray(entries) ? entries.filter(isEntry).map(whole) : [];
  }

  function entriesOf(content) {
    const loose = content?.decisions ?? [];
    const disputed = (content?.conflicts ?? []).flatMap((conflict) => conflict?.decisions ?? []);
    return clean([...loose, ...disputed]);
  }

  // --- merging (docs/decisions-format.md, "Merging") ----------------------------------------------

  const person = (entry) => entry.by.toLowerCase().split(/\s+/).filter(Boolean).join(" ");
  const pairKey = (entry) => JSON.stringify([entry.left.id, entry.right.id]);
  const order = (entry) => [entry.left.id, entry.right.id, entry.by, entry.on].join("\u0000");
  const byOrder = (a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0);

  function span(on) {
    if (/^\d{4}-\d{2}-\d{2}$/.test(on)) return [Date.parse(`${on}T00:00:00Z`), Date.parse(`${on}T23:59:59.999Z`)];
    if (!/^\d{4}-\d{2}-\d{2}T/.test(on)) return null;
    const moment = Date.parse(/(Z|[+-]\d{2}:?\d{2})$/.test(on) ? on : `${on}Z`);
    return Number.isNaN(moment) ? null : [moment, moment];
  }

  function isLater(one, other) {
    const [first, last] = [span(other.on), span(one.on)];
    return Boolean(first && last && first[1] < last[0]);
  }

  function replaces(entry) {
    const parts = [entry.verdict];
    if (entry.relation) parts.push(`relatie ${entry.relation}`);
    if (entry.teaches) parts.push(`${entry.teaches} geeft het`);
    if (entry.klokuren !== null) parts.push(`${String(entry.klokuren).replace(".", ",")} klokuren`);
    if (entry.remark) parts.push(`“${entry.remark.split(/\s+/).filter(Boolean).join(" ")}”`);
    return `vervangt het besluit van ${entry.on} door ${entry.by}: ${parts.join(", ")}`;
  }

  function distinct(entries) {
    const alike = new Map();
    for (const entry of entries) {
      const said = JSON.stringify({ ...entry, trail: [] });
      const known = alike.get(said);
      const trail = known ? [...new Set([...known.trail, ...entry.trail])].sort() : entry.trail;
      alike.set(said, { ...entry, trail });
    }
    return [...alike.values()];
  }

  /** Entries on one pair that no later one of the same person replaces. */
  function voicesOf(entries) {
    const people = Map.groupBy ? Map.groupBy(entries, person) : grouped(entries, person);
    const voices = [];
    for (const [who, own] of people) {
      let said = distinct(own);
      if (who && said.length > 1) {
        const gone = said.filter((entry) => said.some((other) => isLater(other, entry)));
        const lines = new Set([...said.flatMap((entry) => entry.trail), ...gone.map(replaces)]);
        said = said.filter((entry) => !gone.includes(entry))
          .map((entry) => ({ ...entry, trail: [...lines].sort() }));
      }
      voices.push(...said);
    }
    return voices.sort(byOrder);
  }

  function grouped(entries, by) {
    const groups = new Map();
    for (const entry of entries) groups.set(by(entry), [...(groups.get(by(entry)) ?? []), entry]);
    return groups;
  }

  function differences(voices) {
    return Object.entries(DIFFERS).filter(([field]) => {
      const said = voices.map((voice) => voice[field]).filter((value) => value !== null);
      return new Set(said).size > 1;
    }).map(([, word]) => word);
  }

  function merge() {
    const gone = new Set(state.removed);
    const pool = [...given, ...state.files].filter((entry) => !gone.has(order(entry)));
    const pairs = grouped([...pool, ...state.mine], pairKey);
    standing = new Map([...pairs].map(([key, entries]) => {
      const voices = voicesOf(entries);
      return [key, { voices, differs: differences(voices) }];
    }));
  }

  // --- what is asked of it -------------------------------------------------------------------------

  /** What people said of a pair: "open", a verdict, or "verschil"; and whether a text changed since. */
  function statusOf(pair) {
    const found = standing.get(pair.key);
    if (!found) return { state: "open", voices: [], differs: [], stale: false };
    const { voices, differs } = found;
    const stale = voices.some((voice) => changed(voice.left, pair.left) || changed(voice.right, pair.right));
    return { state: differs.length ? "verschil" : voices[0].verdict, voices, differs, stale };
  }

  const changed = (basis, unit) => Boolean(basis.text_sha256) && basis.text_sha256 !== unit.hash;

  /** A field of what was decided, as far as anyone said it. */
  function said(status, field) {
    return status.voices.map((voice) => voice[field]).find((value) => value !== null && value !== "") ?? null;
  }

  function mineOn(pair) {
    const own = person({ by: name });
    const voices = standing.get(pair.key)?.voices ?? [];
    return voices.filter((voice) => person(voice) === own).at(-1) ?? null;
  }

  // --- changing it -----------------------------------------------------------------------------------

  const now = () => {
    const moment = new Date();
    const local = new Date(moment.getTime() - moment.getTimezoneOffset() * 60000);
    const offset = -moment.getTimezoneOffset();
    const two = (value) => String(Math.floor(Math.abs(value))).padStart(2, "0");
    const zone = `${offset < 0 ? "-" : "+"}${two(offset / 60)}:${two(offset % 60)}`;
    return `${local.toISOString().slice(0, 19)}${zone}`;
  };

  const basis = (unit) => ({
    id: unit.id, code: unit.code, title: unit.title, version: unit.version, text_sha256: unit.hash,
  });

  function act(change) {
    past.push(state);
    if (past.length > MOST_UNDO) past.shift();
    state = change(state);
    settle();
  }

  function settle() {
    merge();
    stored = remember("besluiten", { ...state, name });
    for (const listener of listeners) listener();
  }

  const without = (entries, pair, who) =>
    entries.filter((entry) => !(pairKey(entry) === pair.key && person(entry) === who));

  function entry(pair, fields, before, by) {
    return whole({
      ...(before ?? {}), left: basis(pair.left), right: basis(pair.right), by, on: now(), ...fields,
      view: {
        score: pair.score, probability: pair.probability, overlap: pair.overlap,
        relation: pair.relation, engine: data.engine,
      },
    });
  }

  /** Say something of every pair of a row; hours are counted once, on the first. */
  function put(row, fields) {
    act((old) => {
      let { mine } = old;
      for (const pair of row.pairs) {
        const before = mineOn(pair);
        const made = entry(pair, fields, before, name.trim());
        if (pair !== row.first) made.klokuren = null;
        mine = [...without(mine, pair, person(made)), made];
      }
      return { ...old, mine };
    });
  }

  /** Take back what this person said of a row. */
  function retract(row) {
    act((old) => {
      const who = person({ by: name });
      let { mine, files, removed } = old;
      for (const pair of row.pairs) {
        const others = [...given, ...files].filter((e) => pairKey(e) === pair.key && person(e) === who);
        removed = [...new Set([...removed, ...others.map(order)])];
        mine = without(mine, pair, who);
      }
      return { mine, files, removed };
    });
  }

  /** Settle a difference: everyone who spoke now says the same, and the trail tells how. */
  function agree(pair, chosen) {
    const line = t("in overleg gelijk gemaakt, vastgelegd door {name}", { name: name.trim() || "?" });
    act((old) => {
      let { mine } = old;
      const fields = {
        verdict: chosen.verdict, relation: chosen.relation, teaches: chosen.teaches, klokuren: chosen.klokuren,
      };
      for (const voice of standing.get(pair.key)?.voices ?? []) {
        const made = entry(pair, { ...fields, trail: [...voice.trail, replaces(voice), line] }, voice, voice.by);
        mine = [...without(mine, pair, person(made)), made];
      }
      // What nobody signed cannot be replaced by the same person: it is taken out.
      const unsigned = (standing.get(pair.key)?.voices ?? []).filter((voice) => !person(voice));
      return { ...old, mine, removed: [...old.removed, ...unsigned.map(order)] };
    });
  }

  function add(entries) {
    act((old) => ({ ...old, files: distinct([...old.files, ...entries]) }));
  }

  function undo() {
    if (!past.length) return false;
    state = past.pop();
    settle();
    return true;
  }

  function rename(value) {
    const old = name;
    name = value;
    if (!old.trim() && value.trim()) {
      const signed = (one) => (one.by ? one : { ...one, by: value.trim() });
      state = { ...state, mine: state.mine.map(signed) };
    }
    settle();
  }

  // --- the file ----------------------------------------------------------------------------------------

  function fileText() {
    const found = [...standing.values()];
    const settled = found.filter((one) => !one.differs.length).flatMap((one) => one.voices);
    const conflicts = found.filter((one) => one.differs.length)
      .sort((a, b) => byOrder(a.voices[0], b.voices[0]))
      .map((one) => ({ differs: one.differs, decisions: one.voices }));
    const before = data.decisions ?? {};
    const sources = (side) => {
      const all = [...(before.report?.[side] ?? []), ...data.sources[side]];
      return [...new Map(all.map((source) => [JSON.stringify(source), source])).values()]
        .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    };
    const { format, report, decisions, conflicts: disputes, ...more } = before;
    const content = {
      format: FORMAT, report: { left: sources("left"), right: sources("right") },
      decisions: settled.sort(byOrder), conflicts, ...sorted(more),
    };
    return `${JSON.stringify(content, null, 1)}\n`;
  }

  /** What a file holds: entries, and how many of its records could not be read. */
  function read(content) {
    const parsed = JSON.parse(content);
    if (parsed?.format !== FORMAT) throw new TypeError("format");
    const all = [...(parsed.decisions ?? []), ...(parsed.conflicts ?? []).flatMap((one) => one?.decisions ?? [])];
    const entries = clean(all);
    return { entries, skipped: all.length - entries.length };
  }

  // --- counted -----------------------------------------------------------------------------------------

  function counts() {
    const made = { open: 0, akkoord: 0, afgewezen: 0, bespreken: 0, verschil: 0, opnieuw: 0, klokuren: 0 };
    for (const pair of overlap.pairs) {
      const status = statusOf(pair);
      const counts = pair.overlap && overlap.byKey.get(pair.key).section === "paren";
      if (status.state !== "open" || counts) made[status.state] += 1;
      if (status.stale) made.opnieuw += 1;
    }
    for (const { voices, differs } of standing.values()) {
      const hours = voices.find((voice) => voice.klokuren !== null)?.klokuren ?? 0;
      if (!differs.length && voices[0].verdict === "akkoord") made.klokuren += hours;
    }
    return made;
  }

  merge();
  return {
    VERDICTS, TEACHERS, RELATIONS, statusOf, said, mineOn, put, retract, agree, add, undo, rename,
    fileText, read, counts, listeners, settle,
    get standing() { return standing; },
    get name() { return name; },
    get canUndo() { return past.length > 0; },
    get stored() { return stored; },
    get touched() { return state.mine.length > 0; },
  };
})();
