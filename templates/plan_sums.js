"use strict";
// The sum of time again, with other assumptions: what report/plan_sums.py made, by the same rules.
// Only the sum. Which units are chosen, when they are given and what rules say of it needs the
// planner; the page says so and gives the table of assumptions to run it with.
(() => {
  const { data, t, number, tell } = align;
  const given = data.sums;
  const form = document.getElementById("draaien");
  const dials = [...form.querySelectorAll("[data-dial]")];
  const names = [...new Set(dials.map((dial) => dial.dataset.dial))];
  let refused = false; // the last numbers leave no hours for general subjects or werkprocessen
  const most = 1e-9; // as the planner rounds down: a hair below a whole number is that number

  /** Whole hours over a number of parts, as even as can be, larger ones first. */
  function spread(total, parts) {
    const low = Math.floor(total / parts);
    return Array.from({ length: parts }, (_, n) => low + (n < total - low * parts ? 1 : 0));
  }

  /** Rounded as the planner does: a half goes to the even number. */
  function rounded(value) {
    const low = Math.floor(value);
    const part = value - low;
    return part > 0.5 || (part === 0.5 && low % 2 !== 0) ? low + 1 : low;
  }

  /** Klokuren of every unit by its role; units of other roles keep what they have. */
  function byRole(values) {
    const klokuren = (sbu) =>
      given.bol
        ? rounded((sbu * values[given.late]) / values.sbu_per_jaar)
        : rounded((sbu * given.bblTaught) / values.sbu_per_jaar);
    const generic = given.mboYears * values[given.generic];
    const bpv = given.bpvLeast + values.bpv_boven_minimum;
    const own = given.practical ? values.klokuren_praktijkprogramma : 0;
    const nominal =
      given.modules * values.klokuren_module + given.keuzevakken * values.klokuren_keuzevak + own;
    const work = Object.entries(given.units).filter(([, unit]) => unit[0] === "werkproces");
    const left = given.mboYears * values[given.late] - bpv - generic - klokuren(given.obligation);
    const shares = spread(Math.max(0, left), Math.max(1, work.length));
    const found = {};
    for (const [id, [role, hours, sbu]] of Object.entries(given.units)) {
      if (role === "module") found[id] = given.practical ? own : values.klokuren_module;
      else if (role === "keuzevak") found[id] = values.klokuren_keuzevak;
      else if (role === "algemeen") found[id] = 2 * values.vmbo_klokuren_per_jaar - nominal;
      else if (role === "generiek") found[id] = generic;
      else if (role === "bpv") found[id] = bpv;
      else if (role === "keuzedeel") found[id] = klokuren(sbu);
      else found[id] = hours;
    }
    work.forEach(([id], n) => {
      found[id] = shares[n];
    });
    refused = left < work.length || 2 * values.vmbo_klokuren_per_jaar < nominal;
    return found;
  }

  const before = byRole(given.values);

  /** Klokuren of every unit; a unit to which a team gave its own hours keeps those. */
  function hoursOf(values) {
    const now = byRole(values);
    for (const [id, [, hours]] of Object.entries(given.units)) {
      now[id] = before[id] === hours ? Math.max(0, rounded(now[id])) : hours;
    }
    return now;
  }

  /** Hours of one side of a pair: a part of its unit, or the whole unit. */
  function hoursAt([unit, part], hours) {
    return part < 0 ? hours[unit] : spread(hours[unit], given.units[unit][3])[part];
  }

  /**
   * Klokuren that pairs free together: the largest flow from vmbo to mbo in which no pair gives more
   * than the smaller of both sides, and no deeltaak or werkproces more than comes back of it.
   */
  function freed(variant, values, hours) {
    const edges = [];
    const room = { left: {}, right: {} };
    for (const pair of variant.pairs) {
      const [left, right] = [hoursAt(pair.left, hours), hoursAt(pair.right, hours)];
      const part = pair.part ? values[pair.part] : 1;
      const both = Math.min(left * pair.shares[0], right * pair.shares[1]) * part;
      const cap = pair.fixed ?? Math.floor(both + most);
      edges.push({ from: pair.left[2], to: pair.right[2], cap, flow: 0 });
      for (const [side, at, all] of [["left", pair.left, left], ["right", pair.right, right]]) {
        let bound = Math.floor(all * (variant.shares[at[2]] ?? 1) + most);
        if (pair.fixed !== null) bound = Math.max(bound, pair.fixed);
        const unit = given.units[at[0]];
        if (unit[0] === "keuzedeel") bound = Math.min(bound, Math.floor(hours[at[0]] * given.atMost));
        room[side][at[2]] = Math.max(room[side][at[2]] ?? 0, bound);
      }
    }
    let total = 0;
    for (let more = 1; more > 0; total += more) more = augment(edges, room);
    return total;
  }

  /** One more path from a vmbo side with room to an mbo side with room; returns what it carries. */
  function augment(edges, room) {
    const came = new Map();
    const queue = Object.keys(room.left).filter((name) => room.left[name] > 0);
    for (const name of queue) came.set(`l ${name}`, null);
    const look = queue.map((name) => ["l", name]);
    for (const [side, name] of look) {
      if (side === "r" && room.right[name] > 0) return carry(`r ${name}`, came, room);
      for (const edge of edges) {
        const forward = side === "l" && edge.from === name && edge.flow < edge.cap;
        const back = side === "r" && edge.to === name && edge.flow > 0;
        if (!forward && !back) continue;
        const next = forward ? ["r", edge.to] : ["l", edge.from];
        if (came.has(next.join(" "))) continue;
        came.set(next.join(" "), { edge, forward, before: `${side} ${name}` });
        look.push(next);
      }
    }
    return 0;
  }

  function carry(end, came, room) {
    const path = [];
    let at = end;
    for (let step = came.get(at); step; step = came.get(at)) {
      path.push(step);
      at = step.before;
    }
    const [first, last] = [at.slice(2), end.slice(2)];
    const free = path.map(({ edge, forward }) => (forward ? edge.cap - edge.flow : edge.flow));
    const more = Math.min(room.left[first], room.right[last], ...free);
    for (const { edge, forward } of path) edge.flow += forward ? more : -more;
    room.left[first] -= more;
    room.right[last] -= more;
    return more;
  }

  /** The sum of one variant. */
  function sumOf(variant, values) {
    const hours = hoursOf(values);
    const known = freed(variant, given.values, hoursOf(given.values));
    const vmboRoles = ["module", "keuzevak", "algemeen"];
    const sum = { vmbo: 0, mbo: 0 };
    for (const id of variant.programme) {
      sum[vmboRoles.includes(given.units[id][0]) ? "vmbo" : "mbo"] += hours[id];
    }
    const summer = variant.summer ? values.zomer_klokuren : 0;
    sum.room = variant.early * values[given.early] + variant.late * values[given.late] + summer;
    // Where the planner could free less than pairs allow, it still can only free that share; where
    // the page knows no pairs, what the planner freed stays as it is.
    sum.freed = known
      ? Math.floor((freed(variant, values, hours) * variant.freed) / known + most)
      : variant.freed;
    sum.needed = sum.vmbo + sum.mbo - sum.freed;
    sum.space = sum.room - sum.needed;
    sum.used = variant.used;
    sum.rest = sum.space - sum.used;
    return sum;
  }

  /** A number with a real minus where it is below zero. */
  function signed(value) {
    return value < 0 ? `−${number(-value)}` : number(Math.abs(value));
  }

  function valuesNow() {
    const values = { ...given.values };
    for (const dial of dials) {
      if (dial.type === "number" && dial.validity.valid && dial.value !== "") {
        values[dial.dataset.dial] = Number(dial.value);
      }
    }
    return values;
  }

  function show() {
    const values = valuesNow();
    const changed = names.filter((name) => values[name] !== given.values[name]);
    const told = [];
    for (const variant of given.variants) {
      const old = sumOf(variant, given.values);
      const sum = sumOf(variant, values);
      for (const name of ["room", "vmbo", "mbo", "freed", "needed", "space", "used", "rest"]) {
        const output = document.querySelector(`[data-som="${variant.slug}/${name}"]`);
        if (!output) continue;
        const differs = changed.length > 0 && sum[name] !== old[name];
        const shown = name === "freed" ? -sum[name] : sum[name];
        output.textContent = differs ? `→ ${signed(shown)}` : "";
        output.classList.toggle("tekort", differs && sum[name] < 0);
      }
      if (changed.length) told.push(`${t(variant.slug)}: ${said(variant, sum, old)}`);
    }
    document.getElementById("nieuw").hidden = changed.length === 0;
    document.getElementById("toml").textContent = [
      "[aannames]",
      ...changed.map((name) => `${name} = ${values[name]}`),
    ].join("\n");
    byRole(values);
    if (refused) told.splice(0, told.length, t("Zo weigert de planner: voor algemene vakken of werkprocessen blijven geen uren over."));
    const wrong = dials.some((dial) => !dial.validity.valid);
    if (wrong) told.push(t("Een getal valt buiten wat kan en telt niet mee."));
    tell(told.join(" ") || t("Dit is de som van dit plan."));
  }

  /** What the new sum means for one variant. */
  function said(variant, sum, old) {
    if (!variant.feasible) {
      const short = -sum.space;
      return short > 0
        ? t("nog steeds ca. {n} klokuren te weinig.", { n: number(short) })
        : t("de som past nu; maak het plan opnieuw om te zien of het rooster ook past.");
    }
    if (sum.rest < 0) {
      const short = number(-sum.rest);
      return t("dit plan past niet meer, {n} klokuren te veel; maak het opnieuw.", { n: short });
    }
    if (sum.rest > old.rest) {
      const more = number(sum.rest - old.rest);
      return t("{n} klokuren meer over; maak het plan opnieuw om ze te vullen.", { n: more });
    }
    return t("dit plan past nog.");
  }

  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", (event) => {
    const name = event.target.dataset.dial;
    for (const dial of dials) {
      if (dial !== event.target && dial.dataset.dial === name) dial.value = event.target.value;
    }
    show();
  });
  document.getElementById("terug").addEventListener("click", () => {
    form.reset();
    show();
  });
  // Words of the variants, for the catalogue.
  void [t("verdiepen"), t("verbreden"), t("verkorten")];
  show();
})();
