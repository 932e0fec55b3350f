// The comparison as the scripts use it: units, pairs, and rows of pairs with the same texts.

align.overlap = (() => {
  const { data } = align;
  const STRENGTHS = { s: "sterk", g: "gedeeltelijk", z: "zwak" };
  const RELATIONS = { he: "herhaling", ve: "verdieping", vo: "voorbereiding" };
  const SECTIONS = ["paren", "zwak", "apart"];

  const units = data.units.map((unit, number) => ({
    number,
    left: number < data.lefts,
    id: unit.i, slug: unit.s, code: unit.c, title: unit.n, kind: unit.k,
    group: unit.g, groupName: unit.gn, context: unit.x, leerwegen: unit.lw,
    niveaus: unit.nv.map(String), kwalificaties: unit.kw, level: unit.l,
    version: unit.v, hash: unit.h,
    name: `${unit.c} ${unit.n}`.trim(),
  }));

  const key = (left, right) => JSON.stringify([left.id, right.id]);

  function pairOf(fields) {
    const [l, r, strength, relation, score, probability, overlap, reason, direction, lowered,
      counted, chance, channels, shared, evidence, leftCovered, rightCovered] = fields;
    const left = units[l];
    const right = units[r];
    return {
      key: key(left, right), id: `pair-${left.slug}--${right.slug}`, left, right,
      strength: STRENGTHS[strength], relation: RELATIONS[relation] ?? null,
      score, probability, overlap: overlap === 1,
      reason: data.texts[reason], direction: data.texts[direction],
      lowered: data.texts[lowered], counted: data.texts[counted], chance: data.texts[chance],
      channels, shared: shared.map((word) => data.words[word]), evidence,
      leftCovered, rightCovered,
    };
  }

  const pairs = data.pairs.map(pairOf);
  const rows = data.rows.map(([section, ...members], rank) => {
    const own = members.map((member) => pairs[member]);
    return {
      rank, section: SECTIONS[section], pairs: own, first: own[0], id: own[0].id,
      element: document.getElementById(own[0].id),
    };
  });
  const byKey = new Map();
  const byElement = new Map();
  for (const row of rows) {
    for (const pair of row.pairs) byKey.set(pair.key, row);
    byElement.set(row.element, row);
  }

  /** A row for two units that the tool does not report as a pair. */
  function unreported(left, right) {
    const pair = {
      key: key(left, right), id: `naast-${left.slug}--${right.slug}`, left, right,
      strength: null, relation: null, score: null, probability: null, overlap: null,
      reason: "", direction: "", lowered: "", counted: "", chance: "",
      channels: [], shared: [], evidence: [], leftCovered: 0, rightCovered: 0,
    };
    return { rank: rows.length, section: "naast", pairs: [pair], first: pair, id: pair.id, element: null };
  }

  /** The row of two units, reported or not. */
  const rowOf = (left, right) => byKey.get(key(left, right)) ?? unreported(left, right);
  const unitById = new Map(units.map((unit) => [unit.id, unit]));

  return { units, unitById, pairs, rows, byKey, byElement, rowOf };
})();
