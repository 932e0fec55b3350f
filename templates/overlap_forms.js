// What opens in a pair: both texts, the measures, and the form with which a team decides.

align.forms = (() => {
  const { data, make, t, number, overlap, decisions, texts } = align;
  const { VERDICTS, TEACHERS, RELATIONS } = decisions;
  const SIGNS = { akkoord: "✓", afgewezen: "✗", bespreken: "?", verschil: "≠", open: "" };
  const VERBS = {
    akkoord: () => t("akkoord"), afgewezen: () => t("afwijzen"), bespreken: () => t("bespreken"),
  };
  const WORDS = {
    akkoord: () => t("akkoord"), afgewezen: () => t("afgewezen"), bespreken: () => t("bespreken"),
    verschil: () => t("verschil van mening"), open: () => t("nog geen besluit"),
    sterk: () => t("sterk"), gedeeltelijk: () => t("gedeeltelijk"), zwak: () => t("zwak"),
    herhaling: () => t("herhaling"), verdieping: () => t("verdieping"),
    voorbereiding: () => t("voorbereiding"), vmbo: () => "vmbo", mbo: () => "mbo",
    samen: () => t("samen"),
  };
  const word = (value) => WORDS[value]?.() ?? value;
  const forms = new Map(); // row → its form

  // --- what was decided, in one line -----------------------------------------------------------------

  function line(voice) {
    const parts = [word(voice.verdict)];
    if (voice.relation) parts.push(word(voice.relation));
    if (voice.teaches) parts.push(`${t("wie geeft het")}: ${word(voice.teaches)}`);
    if (voice.klokuren !== null) parts.push(`${number(voice.klokuren)} klokuren`);
    if (voice.remark) parts.push(`“${voice.remark}”`);
    const who = [voice.by, voice.on.slice(0, 10)].filter(Boolean).join(" ");
    return `${SIGNS[voice.verdict]} ${parts.join(" · ")}${who ? ` (${who})` : ""}`;
  }

  function summary(status) {
    if (status.state === "open") return t("Nog geen besluit.");
    const told = status.voices.map(line).join("; ");
    const parts = [];
    if (status.stale) parts.push(t("Opnieuw bekijken: een van de teksten is veranderd sinds het besluit."));
    if (status.differs.length) parts.push(`${t("Verschil van mening over")} ${status.differs.join(", ")}:`);
    return [...parts, told].join(" ");
  }

  // --- the form ----------------------------------------------------------------------------------------

  function choice(label, values, empty, changed) {
    const select = make("select", {}, make("option", { value: "" }, empty),
      ...values.map((value) => make("option", { value }, word(value))));
    select.addEventListener("change", () => changed(select.value || null));
    return { field: make("label", {}, make("span", {}, label), select), input: select };
  }

  function suggestion(pair) {
    const hours = align.hours?.ofPair(pair);
    return hours ? t("schatting: hooguit {hours} klokuren = de minste van {left}% × {vmbo} klokuren en {right}% × {mbo} SBU × {ratio}", hours) : "";
  }

  function formOf(row) {
    if (forms.has(row)) return forms.get(row);
    const pair = row.first;
    const buttons = VERDICTS.map((verdict) => make("button", {
      type: "button", className: "oordeelknop", attr: { "aria-pressed": "false", "data-oordeel": verdict },
      on: { click: () => press(row, verdict) },
    }, `${SIGNS[verdict]} ${VERBS[verdict]()}`));
    const teaches = choice(t("Wie geeft het?"), TEACHERS, t("nog niet besloten"), (value) => change(row, { teaches: value }));
    const relation = choice(t("Relatie volgens u"), RELATIONS, t("schatting laten staan"), (value) => change(row, { relation: value }));
    const hours = make("input", { type: "number", min: "0", max: "10000", step: "any", inputMode: "decimal" });
    hours.addEventListener("change", () => {
      const value = hours.value === "" || !hours.validity.valid ? null : Number(hours.value);
      change(row, { klokuren: value });
    });
    const remark = make("input", { type: "text", maxLength: 2000 });
    remark.addEventListener("change", () => change(row, { remark: remark.value }));
    const more = make("div", { className: "meer", hidden: true },
      teaches.field,
      make("label", {}, make("span", {}, t("Klokuren die vrijvallen")), hours),
      relation.field,
      make("label", { className: "breed" }, make("span", {}, t("Opmerking")), remark),
      make("p", { className: "stil breed" }, suggestion(pair)));
    const conflict = make("div", { className: "conflict", hidden: true });
    const element = make("div", { className: "besluitvak", attr: { role: "group", "aria-label": t("Besluit over {left} × {right}", { left: pair.left.code || pair.left.title, right: pair.right.code || pair.right.title }) } },
      make("div", { className: "knoppen" }, make("span", { className: "label" }, t("Uw besluit")), ...buttons),
      more, conflict);
    const form = { element, buttons, more, conflict, teaches: teaches.input, relation: relation.input, hours, remark };
    forms.set(row, form);
    paintForm(row);
    return form;
  }

  function press(row, verdict) {
    const mine = decisions.mineOn(row.first);
    if (mine?.verdict === verdict) {
      decisions.retract(row);
      align.tell(t("Besluit teruggenomen."));
    } else {
      decisions.put(row, { verdict });
      align.tell(`${row.first.left.code} × ${row.first.right.code}: ${word(verdict)}.`);
      if (!decisions.name.trim()) align.files?.askName();
    }
  }

  function change(row, fields) {
    const verdict = decisions.mineOn(row.first)?.verdict ?? decisions.statusOf(row.first).voices[0]?.verdict;
    if (verdict) decisions.put(row, { verdict, ...fields });
  }

  function paintForm(row) {
    const form = forms.get(row);
    if (!form) return;
    const status = decisions.statusOf(row.first);
    const mine = decisions.mineOn(row.first);
    for (const button of form.buttons) {
      button.setAttribute("aria-pressed", String(mine?.verdict === button.dataset.oordeel));
    }
    form.more.hidden = status.state === "open";
    const shown = mine ?? status.voices[0] ?? {};
    for (const [field, value] of [
      ["teaches", shown.teaches], ["relation", shown.relation], ["hours", shown.klokuren], ["remark", shown.remark],
    ]) {
      const text = value === null || value === undefined ? "" : String(value);
      if (form[field] !== document.activeElement || form[field].value === "") form[field].value = text;
    }
    paintConflict(row, status, form.conflict);
  }

  function paintConflict(row, status, element) {
    element.hidden = status.state !== "verschil";
    element.textContent = "";
    if (element.hidden) return;
    element.append(make("p", {}, make("strong", {}, `${t("Verschil van mening over")} ${status.differs.join(", ")}.`),
      ` ${t("Niemand wint vanzelf. Bespreek het en kies wat u samen vastlegt.")}`));
    const list = make("ul");
    for (const voice of status.voices) {
      list.append(make("li", {}, line(voice), " ", make("button", {
        type: "button", on: { click: () => { for (const pair of row.pairs) decisions.agree(pair, voice); } },
      }, t("Dit spreken we samen af"), make("span", { className: "onzichtbaar" }, `: ${line(voice)}`))));
    }
    element.append(list);
  }

  // --- what opens ----------------------------------------------------------------------------------------

  function measures(pair) {
    const rows = data.channels.map((name, at) => make("tr", {},
      make("th", { attr: { scope: "row" } }, name),
      make("td", { className: "getalkolom" }, number(pair.channels[at]))));
    return make("details", { className: "getal", attr: { "data-print": "dicht" } },
      make("summary", {}, t("Hoe komt dit getal tot stand?")),
      make("p", {}, t("Score {score} op een schaal van 0 tot 1, uit de metingen hieronder; dat geeft een geschatte kans van {chance}.", {
        score: number(pair.score), chance: number(pair.probability),
      })),
      make("table", { className: "metingen" },
        make("caption", {}, t("Metingen voor {left} en {right}", { left: pair.left.code || pair.left.title, right: pair.right.code || pair.right.title })),
        make("thead", {}, make("tr", {}, make("th", { attr: { scope: "col" } }, t("Meting")),
          make("th", { className: "getalkolom", attr: { scope: "col" } }, t("Waarde (0 tot 1)")))),
        make("tbody", {}, ...rows)),
      pair.shared.length ? make("p", {}, `${t("Gedeelde woorden, zwaarste eerst:")} ${pair.shared.join(", ")}.`) : null);
  }

  function evidence(pair, most) {
    if (!pair.evidence.length) {
      return make("p", {}, t("Er is geen enkel zinspaar dat dit paar draagt; de teksten lijken alleen als geheel op elkaar."));
    }
    const list = make("ol", { className: "bewijzen" });
    pair.evidence.slice(0, most).forEach((fields, at) => {
      const item = make("li", {}, texts.quote(pair, fields, false), texts.quote(pair, fields, true));
      item.dataset.n = String(at + 1);
      list.append(item);
    });
    const marked = pair.evidence.some((fields) => fields[3].length);
    return marked ? list : make("div", {}, make("p", { className: "stil" },
      t("In deze zinnen is geen gelijk vakwoord gevonden; van deze twee teksten liggen zij in betekenis het dichtst bij elkaar.")), list);
  }

  /** What a row that was only a line holds when it opens. */
  function whole(row) {
    const pair = row.first;
    const levels = pair.left.level && pair.right.level ? ` vmbo ${pair.left.level} → mbo ${pair.right.level}.` : "";
    const apart = row.section === "apart" ? ` ${t("Dit telt niet mee: het is algemeen gedrag of kern.")}` : "";
    return make("div", { className: "inhoud" },
      pair.score === null
        ? make("p", {}, t("Het programma meldt deze combinatie niet: zij deelt te weinig. U kunt er zelf over besluiten."))
        : make("p", {}, make("span", { className: "schatting" }, `${pair.chance}. ${pair.direction}`), ` ${pair.counted}${levels}${apart}`),
      pair.lowered ? make("p", { className: "niet-meer" }, make("span", { className: "schatting" }, t("Waarom niet meer:")), ` ${pair.lowered}`) : null,
      pair.score === null ? null : evidence(pair, 3),
      formOf(row).element,
      texts.both(pair),
      pair.score === null ? null : measures(pair));
  }

  function open(details, row) {
    if (details.dataset.vol) return;
    details.dataset.vol = "1";
    if (details.matches(".teksten")) {
      details.querySelector(".zonder-script").remove();
      details.append(texts.both(row.first), measures(row.first));
    } else details.append(whole(row));
  }

  document.addEventListener("toggle", (event) => {
    const details = event.target;
    if (!details.matches?.(".teksten, .rij > details")) return;
    const element = details.closest("[data-paar]");
    element.classList.toggle("geopend", details.open);
    if (details.open) open(details, overlap.byElement.get(element));
  }, true);

  /** Put the form in a card that is about to be seen. */
  function equip(row) {
    const place = row.element?.querySelector(":scope > .besluit");
    if (place && !row.element.querySelector(".besluitvak")) place.after(formOf(row).element);
  }

  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (entry.isIntersecting) {
        watcher.unobserve(entry.target);
        equip(overlap.byElement.get(entry.target));
      }
    }
  }, { rootMargin: "800px" });

  // --- keeping what is shown true ----------------------------------------------------------------------

  function paint() {
    for (const row of overlap.rows) {
      const status = decisions.statusOf(row.first);
      row.element.dataset.stand = status.state;
      row.element.classList.toggle("opnieuw", status.stale);
      const card = row.element.querySelector(":scope > .besluit");
      const told = card ?? row.element.querySelector("summary > .besluit");
      const text = status.state === "open" && !card ? "" : summary(status);
      if (told && told.textContent !== text) told.textContent = text;
      if (!told && text) row.element.querySelector("summary").append(" ", make("span", { className: "besluit" }, text));
    }
    for (const row of forms.keys()) paintForm(row);
  }

  decisions.listeners.push(paint);

  function start() {
    for (const row of overlap.rows) if (row.section === "paren") watcher.observe(row.element);
    paint();
  }

  return { formOf, equip, line, summary, word, whole, evidence, press, start, SIGNS };
})();
