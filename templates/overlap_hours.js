// Hours: assumptions that the reader can change, recomputed here as align/report/hours.py does.

align.hours = (() => {
  const { data, make, t, number, remembered, remember, overlap } = align;
  const kept = remembered("uren") ?? {};
  const sides = { vmbo: data.hours.vmbo, mbo: data.hours.mbo };
  const rows = [...sides.vmbo, ...sides.mbo];
  const original = new Map(rows.map((row) => [row.s, row.a]));
  const listeners = [];
  for (const row of rows) if (Number.isFinite(kept[row.s])) row.a = kept[row.s];

  function rounded(hours) {
    const step = hours >= 100 ? 10 : 5;
    return Math.floor(hours / step + 0.5) * step;
  }

  const sum = (values) => values.reduce((all, value) => all + value, 0);

  function share(row) {
    const whole = sum(row.u.map(([, weight]) => weight));
    return whole ? sum(row.u.map(([, weight, covered]) => weight * covered)) / whole : 0;
  }

  const back = (row) => row.a * share(row);

  /** Hours of one unit: its part of each row it stands in, and the mean of those. */
  function ofUnit(unit, side) {
    const parts = sides[side].flatMap((row) => {
      const own = row.u.find(([numbered]) => numbered === unit.number);
      return own ? [row.a * own[1] / sum(row.u.map(([, weight]) => weight))] : [];
    });
    return parts.length ? sum(parts) / parts.length : 0;
  }

  /** What at most comes back in a pair, as a sum that can be shown; null when nothing is known. */
  function ofPair(pair) {
    const vmbo = ofUnit(pair.left, "vmbo");
    const mbo = ofUnit(pair.right, "mbo");
    const ratio = data.hours.klokuren_per_sbu;
    const hours = Math.min(vmbo * pair.leftCovered, mbo * ratio * pair.rightCovered);
    if (!hours) return null;
    return {
      hours: number(Math.max(1, Math.round(hours))), vmbo: number(rounded(vmbo)), mbo: number(rounded(mbo)),
      ratio: number(ratio), left: Math.round(pair.leftCovered * 100), right: Math.round(pair.rightCovered * 100),
      value: hours,
    };
  }

  const weightOf = (pair) => (ofPair(pair)?.value ?? 0) * (pair.probability ?? 0);

  // --- showing -----------------------------------------------------------------------------------------

  function paint() {
    const shown = (name) => document.querySelectorAll(`[data-uren="${CSS.escape(name)}"]`);
    for (const row of rows) {
      const values = { back: number(rounded(back(row))), whole: number(row.a) };
      for (const element of shown(row.s)) {
        element.textContent = element.matches("td") ? t("ca. {back} van {whole}", values) : t("ca. {back} van {whole} SBU", values);
      }
    }
    const values = { back: number(rounded(sum(sides.vmbo.map(back)))), whole: number(sum(sides.vmbo.map((row) => row.a))) };
    for (const element of shown("vmbo")) element.textContent = t("ca. {back} van {whole} klokuren", values);
    for (const listener of listeners) listener();
  }

  /** What comes back when units come back for these shares: klokuren, and SBU of one kwalificatie. */
  function backWith(shares) {
    const of = (row) => {
      const whole = sum(row.u.map(([, weight]) => weight));
      return whole ? row.a * sum(row.u.map(([unit, weight]) => weight * shares[unit])) / whole : 0;
    };
    const told = [];
    const { vmbo, mbo } = sides;
    if (vmbo.length) told.push(t("ca. {back} van {whole} klokuren", { back: number(rounded(sum(vmbo.map(of)))), whole: number(sum(vmbo.map((row) => row.a))) }));
    if (mbo.length === 1) told.push(t("ca. {back} van {whole} SBU", { back: number(rounded(of(mbo[0]))), whole: number(mbo[0].a) }));
    return told;
  }

  function change(row, input) {
    const value = Number(input.value);
    if (input.value === "" || !input.validity.valid) return;
    row.a = value;
    const changed = rows.filter((one) => one.a !== original.get(one.s));
    remember("uren", Object.fromEntries(changed.map((one) => [one.s, one.a])));
    mark(row);
    paint();
  }

  function mark(row) {
    const cell = document.querySelector(`[data-waarom="${CSS.escape(row.s)}"]`);
    if (!cell) return;
    cell.dataset.was ??= cell.textContent;
    cell.textContent = row.a === original.get(row.s) ? cell.dataset.was : t("door u aangepast; was {was}", { was: number(original.get(row.s)) });
  }

  function start() {
    for (const row of rows) {
      const cell = document.querySelector(`[data-bedrag="${CSS.escape(row.s)}"]`);
      if (!cell) continue;
      const input = make("input", {
        type: "number", min: "0", max: "20000", step: "any", value: String(row.a),
        attr: { "aria-labelledby": `uren-${row.s}` },
      });
      input.addEventListener("input", () => change(row, input));
      row.input = input;
      cell.replaceChildren(input);
      mark(row);
    }
    const work = document.getElementById("uren-werk");
    if (work) {
      work.append(make("button", { type: "button", on: { click: reset } }, t("Zet de aannames terug")));
      work.hidden = false;
    }
    paint();
  }

  function reset() {
    for (const row of rows) {
      row.a = original.get(row.s);
      if (row.input) row.input.value = String(row.a);
      mark(row);
    }
    remember("uren", {});
    paint();
  }

  return { start, ofPair, weightOf, backWith, listeners };
})();
