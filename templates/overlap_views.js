// Other ways to look: two units of your own choice, and the views that are made to print.

align.views = (() => {
  const { make, t, number, go, followers, targets, overlap, decisions, forms, files, openMatrixRows } = align;

  // --- side by side: any two units, also when the tool sees nothing ----------------------------------

  const section = document.getElementById("naast");
  const place = document.getElementById("naast-inhoud");
  const bySlug = new Map(overlap.units.map((unit) => [unit.slug, unit]));
  let shown = null;

  function options(left) {
    const groups = new Map();
    for (const unit of overlap.units.filter((one) => one.left === left)) {
      const name = left ? unit.groupName : `${unit.context} · ${unit.groupName}`;
      if (!groups.has(name)) groups.set(name, []);
      groups.get(name).push(make("option", { value: unit.slug }, unit.name));
    }
    return [...groups].map(([label, members]) => make("optgroup", { label }, ...members));
  }

  function chooser() {
    const selects = ["vmbo", "mbo"].map((side) => {
      const select = make("select", { id: `naast-${side}` }, ...options(side === "vmbo"));
      return { select, field: make("label", {}, make("span", {}, side), select) };
    });
    const [left, right] = selects.map((one) => one.select);
    const show = make("button", { type: "submit" }, t("Leg naast elkaar"));
    const form = make("form", { className: "kiezer" }, ...selects.map((one) => one.field), show);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      go(`#naast-${left.value}--${right.value}`);
    });
    return { form, left, right };
  }

  let choose = null;

  function besideEachOther(target) {
    section.hidden = !target.startsWith("naast");
    if (section.hidden) return;
    if (!choose) {
      choose = chooser();
      place.before(choose.form);
    }
    const [left, right] = target.slice("naast-".length).split("--").map((slug) => bySlug.get(slug));
    if (!left || !right) {
      place.replaceChildren(make("p", {}, t("Kies een onderdeel van het vmbo en een van het mbo.")));
      return;
    }
    const row = overlap.rowOf(left, right);
    if (row.element) {
      go(`#${row.id}`);
      return;
    }
    targets.set(target, section);
    choose.left.value = left.slug;
    choose.right.value = right.slug;
    if (shown !== target) {
      shown = target;
      place.replaceChildren(make("h3", {}, `${left.name} × ${right.name}`), forms.whole(row));
    }
  }

  /** In an opened row of the matrix an empty cell leads to both texts: no level is a dead end. */
  function linkEmptyCells(open) {
    if (open.dataset.vol) return;
    open.dataset.vol = "1";
    const columns = [...open.querySelectorAll("thead th[data-n]")].map((head) => overlap.units[head.dataset.n]);
    for (const line of open.querySelectorAll("tbody tr[data-n]")) {
      const left = overlap.units[line.dataset.n];
      [...line.querySelectorAll("td")].forEach((cell, at) => {
        if (cell.querySelector("a")) return;
        const right = columns[at];
        cell.replaceChildren(make("a", {
          href: `#naast-${left.slug}--${right.slug}`, className: "leeg",
          attr: { "aria-label": t("geen overlap gemeld tussen {left} en {right}: bekijk beide teksten", { left: left.code || left.title, right: right.code || right.title }) },
        }, "–"));
      });
    }
  }

  const opened = new MutationObserver((changes) => {
    for (const { target } of changes) if (!target.hidden) linkEmptyCells(target);
  });

  // --- views to print ------------------------------------------------------------------------------------

  const VIEWS = {
    "": () => t("het hele rapport (veel bladzijden)"),
    samenvatting: () => t("samenvatting voor het overleg (2 bladzijden)"),
    besluiten: () => t("besluitenlijst om te ondertekenen"),
    bijlage: () => t("bijlage voor de examencommissie"),
  };
  const banner = make("div", { className: "weergave", hidden: true, attr: { role: "region", "aria-label": t("Weergave") } });
  let select = null;

  function view(target) {
    const name = target.startsWith("druk-") && target.slice(5) in VIEWS ? target.slice(5) : "";
    document.body.dataset.druk = name;
    select.value = name;
    banner.hidden = !name;
    banner.replaceChildren(
      make("p", {}, `${t("U ziet:")} ${VIEWS[name]()}.`),
      make("button", { type: "button", on: { click: () => print() } }, t("Afdrukken of bewaren als pdf")),
      make("a", { href: "#antwoord" }, t("Terug naar het hele rapport")));
    const annex = document.getElementById("bijlage");
    annex.hidden = name !== "bijlage";
    if (name === "bijlage") fillAnnex();
    if (name) scrollTo(0, 0);
  }

  // --- the annex: what the team agreed on, a request a werkproces -----------------------------------------

  const LEFT_OUT = { bespreken: () => t("te bespreken"), verschil: () => t("verschil van mening") };

  function fillAnnex() {
    const agreed = new Map();
    const left = [];
    let rejected = 0;
    for (const { row, status } of files.decidedRows()) {
      if (status.state === "afgewezen" && !status.stale) rejected += row.pairs.length;
      if (status.state !== "akkoord" || status.stale) {
        const why = status.stale ? t("opnieuw bekijken") : LEFT_OUT[status.state]?.();
        if (why) left.push(make("li", {}, make("a", { href: `#${row.id}` }, `${row.first.left.name} × ${row.first.right.name}`), `: ${why}`));
        continue;
      }
      for (const pair of row.pairs) {
        if (!agreed.has(pair.right)) agreed.set(pair.right, []);
        agreed.get(pair.right).push({ pair, status });
      }
    }
    const parts = [...agreed].sort(([a], [b]) => a.number - b.number).map(([unit, found]) => request(unit, found));
    if (!parts.length) {
      parts.push(make("p", { className: "leegbericht" }, t("Er is nog geen paar akkoord waarvan de tekst ongewijzigd is; deze bijlage is daarom leeg. Neem eerst besluiten.")));
    }
    const { open } = decisions.counts();
    if (open || rejected || left.length) {
      parts.push(make("section", { className: "verzoek" },
        make("h3", {}, t("Niet in deze bijlage")),
        make("p", {}, t("Paren met overlap zonder besluit: {count}.", { count: number(open) })),
        make("p", {}, t("Paren die het team afwees: {count}.", { count: number(rejected) })),
        ...(left.length ? [
          make("p", {}, t("Wel besproken, maar zonder besluit dat geldt, of een tekst veranderde sindsdien:")),
          make("ul", {}, ...left)] : [])));
    }
    document.getElementById("bijlage-inhoud").replaceChildren(...parts);
  }

  function request(unit, found) {
    const head = [t("Deeltaak"), t("Leerweg en niveau"), t("Relatie, schatting of besluit"), t("Besluit van het team")];
    const lines = found.map(({ pair, status }) => make("tr", {},
      make("td", {}, `${pair.left.name} `, make("span", { className: "stil" }, `${pair.left.groupName} · ${pair.left.version}`)),
      make("td", {}, `vmbo ${pair.left.level || "?"} → mbo ${unit.level || "?"}`),
      make("td", {}, forms.word(decisions.said(status, "relation") ?? pair.relation ?? t("niet bepaald"))),
      make("td", {}, status.voices.map(forms.line).join("; "))));
    const box = (label) => make("span", { className: "vakje" }, "☐ ", label, " ");
    return make("article", { className: "verzoek" },
      make("h3", {}, unit.name),
      make("p", { className: "stil" }, [unit.context, unit.groupName, unit.level, unit.version].filter(Boolean).join(" · ")),
      make("p", {}, make("strong", {}, t("Verzoek.")), " ", t("Wilt u beoordelen of een student die onderstaande deeltaken aantoonbaar heeft afgerond, voor (een deel van) dit werkproces vrijstelling kan krijgen, of alleen vrijstelling van onderwijs? Bewijs per student: cijfers en opdrachten uit het PTA, en een oordeel over het niveau.")),
      make("div", { className: "schuif", tabIndex: 0, attr: { role: "region", "aria-label": t("Onderbouwing bij {unit}", { unit: unit.code || unit.title }) } },
        make("table", {},
          make("caption", {}, t("Onderbouwing: wat het team gelijk vindt")),
          make("thead", {}, make("tr", {}, ...head.map((label) => make("th", { attr: { scope: "col" } }, label)))),
          make("tbody", {}, ...lines))),
      ...found.slice(0, 3).map(({ pair }) => (pair.evidence.length ? forms.evidence(pair, 2) : null)),
      make("p", { className: "oordeel-commissie" }, make("strong", {}, t("Besluit van de examencommissie:")), " ",
        box(t("vrijstelling")), box(t("gedeeltelijk")), box(t("geen vrijstelling")), box(t("meer bewijs nodig"))),
      make("p", { className: "invulregel" }, t("Motivering, datum, namens de examencommissie:")));
  }

  function start() {
    const switcher = document.getElementById("drukken");
    select = make("select", { id: "druk" }, ...Object.entries(VIEWS).map(([value, label]) => make("option", { value }, label())));
    select.addEventListener("change", () => go(select.value ? `#druk-${select.value}` : "#antwoord"));
    switcher.append(make("label", { htmlFor: "druk" }, t("Afdrukken:")), select,
      make("button", { type: "button", on: { click: () => print() } }, t("Afdrukken")));
    switcher.hidden = false;
    document.getElementById("inhoud").before(banner);
    followers.push(besideEachOther, view);
    decisions.listeners.push(() => {
      if (document.body.dataset.druk === "bijlage") fillAnnex();
    });
    for (const row of openMatrixRows.keys()) opened.observe(row, { attributes: true, attributeFilter: ["hidden"] });
    const own = make("a", { href: "#naast" }, t("Leg zelf twee onderdelen naast elkaar"));
    document.getElementById("zwak").append(make("p", {}, own));
  }

  return { start };
})();
