// What remains after the decisions, counted as align/report/after.py does, and what was decided on
// the pairs that matter most.

align.after = (() => {
  const { data, t, number, overlap, decisions, forms } = align;
  const { nouns, counted, covering } = data.after;
  const apart = new Set(data.after.apart);
  const RELATIONS = ["herhaling", "verdieping", "voorbereiding"];
  const places = new Map(overlap.pairs.map((pair, place) => [pair.key, place]));

  /** What was decided on a pair, when that holds. */
  function verdictOn(pair) {
    const { state, stale } = decisions.statusOf(pair);
    return stale || state === "verschil" ? "open" : state;
  }

  /** Pairs that count: agreed, or open and overlap to the tool; `null` when nothing is decided. */
  function counting() {
    const found = new Map();
    let decided = false;
    for (const pair of overlap.pairs) {
      const verdict = verdictOn(pair);
      decided ||= verdict !== "open";
      const own = pair.overlap && overlap.byKey.get(pair.key).section === "paren";
      if (verdict === "akkoord" || (own && verdict !== "afgewezen")) found.set(pair.key, pair);
    }
    for (const [key, { voices }] of decisions.standing) {
      if (overlap.byKey.has(key)) continue;
      const [left, right] = [voices[0].left.id, voices[0].right.id].map((id) => overlap.unitById.get(id));
      if (!left?.left || !right || right.left) continue;
      const pair = overlap.rowOf(left, right).first;
      const verdict = verdictOn(pair);
      decided ||= verdict !== "open";
      if (verdict === "akkoord") found.set(key, pair);
    }
    return decided ? [...found.values()] : null;
  }

  /** Per unit the share that comes back. */
  function shares(pairs) {
    const sentences = overlap.units.map(() => new Set());
    for (const pair of pairs) {
      const [left, right] = covering[places.get(pair.key)] ?? [[], []];
      for (const sentence of left) sentences[pair.left.number].add(sentence);
      for (const sentence of right) sentences[pair.right.number].add(sentence);
    }
    return sentences.map((own, unit) => (counted[unit] ? Math.round(own.size / counted[unit] * 1e4) / 1e4 : 0));
  }

  function relationsOf(pairs) {
    const amounts = new Map();
    for (const pair of pairs) {
      const status = decisions.statusOf(pair);
      const relation = (verdictOn(pair) === "open" ? null : decisions.said(status, "relation")) ?? pair.relation;
      amounts.set(relation, (amounts.get(relation) ?? 0) + 1);
    }
    const parts = RELATIONS.filter((one) => amounts.has(one)).map((one) => `${forms.word(one)} ${number(amounts.get(one))}`);
    if (amounts.has(null)) parts.push(`${t("niet bepaald")} ${number(amounts.get(null))}`);
    return `${number(pairs.length)}${parts.length ? ` (${parts.join(", ")})` : ""}`;
  }

  function sentences(pairs) {
    const met = (side) => new Set(pairs.map((pair) => pair[side].number).filter((unit) => !apart.has(unit))).size;
    const whole = (left) => overlap.units.filter((unit) => unit.left === left && !apart.has(unit.number)).length;
    const told = [
      t("{left} van {left_whole} {left_noun} van het vmbo en {right} van {right_whole} {right_noun} van het mbo hebben overlap.", {
        left: number(met("left")), left_whole: number(whole(true)), left_noun: nouns[0],
        right: number(met("right")), right_whole: number(whole(false)), right_noun: nouns[1],
      }),
      t("Paren met overlap: {pairs}.", { pairs: relationsOf(pairs) }),
    ];
    const hours = counted.length ? align.hours.backWith(shares(pairs)).join(` ${t("en")} `) : "";
    if (hours) told.push(`${hours[0].toUpperCase()}${hours.slice(1)} ${t("komt terug")}.`);
    return told.join(" ");
  }

  function paint() {
    const pairs = counting();
    const place = document.getElementById("na-besluiten");
    place.hidden = !pairs;
    document.getElementById("na-besluiten-som").textContent = pairs ? sentences(pairs) : "";
    for (const element of document.querySelectorAll("[data-uitspraak]")) {
      const row = overlap.byElement.get(document.getElementById(element.dataset.uitspraak));
      const { state, stale } = decisions.statusOf(row.first);
      const word = state === "open" ? "" : `${forms.SIGNS[state]} ${forms.word(state)}`;
      element.textContent = word && stale ? `${t("opnieuw bekijken")}: ${word}` : word;
    }
  }

  function start() {
    decisions.listeners.push(paint);
    align.hours.listeners.push(paint);
    paint();
  }

  return { start };
})();
