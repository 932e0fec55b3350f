// Decisions as a file: saved from the page, read back, merged, and what people differ on.

align.files = (() => {
  const { make, t, number, tell, overlap, decisions, forms } = align;
  const MOST_BYTES = 64 * 1024 * 1024;

  const name = make("input", {
    type: "text", id: "naam", value: decisions.name, maxLength: 200, autocomplete: "name",
    on: { change: () => decisions.rename(name.value) },
  });
  const picker = make("input", {
    type: "file", id: "lees", accept: ".json,application/json", multiple: true,
    on: { change: () => readFiles([...picker.files]) },
  });
  const message = make("p", { id: "bestand-stand", className: "stand", attr: { role: "status", "aria-live": "polite" } });
  const undo = make("button", { type: "button", id: "ongedaan", on: { click: takeBack } }, t("Ongedaan maken"));
  const save = make("button", { type: "button", id: "bewaar", className: "hoofd", on: { click: saveFile } }, t("Bewaar besluiten als bestand"));
  const kept = make("p", { className: "stil" });

  // A bar that stays in sight: how far one is, undo, save.
  const bar = make("div", { className: "balk-onder", id: "voortgang", attr: { role: "region", "aria-label": t("Voortgang") } });
  const progress = make("a", { href: "#besluiten" });
  const barUndo = make("button", { type: "button", on: { click: takeBack } }, t("Ongedaan maken"));
  const barSave = make("button", { type: "button", on: { click: saveFile } }, t("Bewaar"));
  bar.append(progress, barUndo, barSave);

  function takeBack() {
    if (decisions.undo()) tell(t("Ongedaan gemaakt."));
  }

  function askName() {
    if (document.getElementById("naam-vraag")) return;
    const field = make("input", { type: "text", maxLength: 200, autocomplete: "name" });
    const ask = make("form", { id: "naam-vraag", className: "naamvraag" },
      make("label", {}, make("span", {}, t("Uw naam, voor bij het besluit")), field),
      make("button", { type: "submit" }, t("Zet mijn naam erbij")));
    ask.addEventListener("submit", (event) => {
      event.preventDefault();
      name.value = field.value;
      decisions.rename(field.value);
      ask.remove();
    });
    bar.prepend(ask);
  }

  // --- saving ----------------------------------------------------------------------------------------

  function saveFile() {
    const blob = new Blob([decisions.fileText()], { type: "application/json" });
    const link = make("a", { href: URL.createObjectURL(blob), download: t("besluiten") + ".json" });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    say(t("Bewaard als besluiten.json in uw map Downloads. Mail het bestand aan uw collega's; zij lezen het hier in."));
  }

  function say(text) {
    message.textContent = text;
    tell(text);
  }

  // --- reading ---------------------------------------------------------------------------------------

  async function readFiles(files) {
    const told = [];
    const found = [];
    for (const file of files) {
      try {
        if (file.size > MOST_BYTES) throw new RangeError("size");
        const { entries, skipped } = decisions.read(await file.text());
        found.push(...entries);
        told.push(t("{file}: {count} besluiten gelezen.", { file: file.name, count: entries.length }));
        if (skipped) told.push(t("{count} regels waren niet leesbaar en zijn overgeslagen; align decisions zegt welke.", { count: skipped }));
        const unknown = entries.filter((entry) => !isHere(entry)).length;
        if (unknown) told.push(t("{count} daarvan gaan over onderdelen die niet in dit rapport staan; zij blijven in het bestand.", { count: unknown }));
      } catch (fault) {
        told.push(faultOf(file.name, fault));
      }
    }
    if (found.length) decisions.add(found);
    const counts = decisions.counts();
    if (counts.verschil) told.push(t("Over {count} paren bestaat verschil van mening; zij staan hieronder.", { count: counts.verschil }));
    if (counts.opnieuw) told.push(t("Bij {count} paren is een tekst veranderd sinds het besluit: bekijk ze opnieuw.", { count: counts.opnieuw }));
    picker.value = "";
    say(told.join(" "));
  }

  function faultOf(file, fault) {
    if (fault instanceof SyntaxError) return t("{file} is beschadigd of geen besluitenbestand. Met align decisions haalt u eruit wat nog leesbaar is.", { file });
    if (fault instanceof RangeError) return t("{file} is te groot.", { file });
    return t("{file} is geen besluitenbestand (align-decisions/1).", { file });
  }

  function isHere(entry) {
    return overlap.unitById.has(entry.left.id) && overlap.unitById.has(entry.right.id);
  }

  // --- the list ----------------------------------------------------------------------------------------

  /** Rows about which something was decided, those to settle first. */
  function decidedRows() {
    const weight = { verschil: 0, bespreken: 1, akkoord: 2, afgewezen: 3 };
    const seen = new Set();
    const found = [];
    for (const { voices } of decisions.standing.values()) {
      const left = overlap.unitById.get(voices[0].left.id);
      const right = overlap.unitById.get(voices[0].right.id);
      if (!left || !right) continue;
      const row = overlap.rowOf(left, right);
      if (seen.has(row.id)) continue;
      seen.add(row.id);
      found.push({ row, status: decisions.statusOf(row.first) });
    }
    return found.sort((a, b) => weight[a.status.state] - weight[b.status.state]
      || a.row.rank - b.row.rank || (a.row.id < b.row.id ? -1 : 1));
  }

  /** Who said it and when, a date never in two halves. */
  function signatures(status) {
    const signed = new Map(status.voices.map((voice) => [`${voice.by} ${voice.on.slice(0, 10)}`, voice]));
    return [...signed.values()].flatMap((voice, at) => [
      at ? "; " : "", voice.by, " ", make("span", { className: "heel" }, voice.on.slice(0, 10)),
    ]);
  }

  function table(found) {
    const head = [t("Vmbo"), t("Mbo"), t("Besluit"), t("Wie geeft het?"), t("Klokuren"), t("Opmerking"), t("Wie en wanneer")];
    const body = found.map(({ row, status }) => {
      const { left, right } = row.first;
      const hours = decisions.said(status, "klokuren");
      const remarks = status.voices.filter((voice) => voice.remark);
      const signed = (voice) => (voice.by && status.voices.length > 1 ? `${voice.by}: ${voice.remark}` : voice.remark);
      const cells = [
        make("td", {}, make("a", { href: `#${row.id}` }, left.name)),
        make("td", {}, `${right.name} `, make("span", { className: "stil" }, right.context)),
        make("td", { className: status.differs.length || status.stale ? "" : "heel" }, status.stale ? make("strong", {}, `${t("opnieuw bekijken")}: `) : "",
          status.state === "verschil" ? forms.summary(status) : `${forms.SIGNS[status.state]} ${forms.word(status.state)}`),
        make("td", {}, forms.word(decisions.said(status, "teaches")) ?? ""),
        make("td", { className: "getalkolom" }, hours === null ? "" : number(hours)),
        make("td", {}, remarks.map(signed).join("; ")),
        make("td", {}, ...signatures(status)),
      ];
      const line = make("tr", {}, ...cells);
      line.dataset.stand = status.state;
      return line;
    });
    return make("div", { className: "schuif", tabIndex: 0, attr: { role: "region", "aria-label": t("Besluiten") } },
      make("table", { className: "besluitenlijst" },
        make("caption", {}, t("Besluiten, wat nog besproken moet worden eerst")),
        make("thead", {}, make("tr", {}, ...head.map((label) => make("th", { attr: { scope: "col" } }, label)))),
        make("tbody", {}, ...body)));
  }

  function paint() {
    const counts = decisions.counts();
    const rows = overlap.rows.filter((row) => row.section === "paren");
    const open = rows.filter((row) => decisions.statusOf(row.first).state === "open").length;
    const parts = [["akkoord", t("akkoord")], ["afgewezen", t("afgewezen")], ["bespreken", t("te bespreken")], ["verschil", t("verschil van mening")]]
      .filter(([key]) => counts[key]).map(([key, label]) => `${number(counts[key])} ${label}`);
    const done = rows.length - open;
    const text = t("{done} van {all} rijen besloten", { done: number(done), all: number(rows.length) });
    progress.textContent = text;
    const stand = document.getElementById("besluiten-stand");
    const freed = counts.klokuren
      ? t("Samen vallen volgens het team {hours} klokuren vrij.", { hours: number(counts.klokuren) })
      : t("Over vrijvallende klokuren is nog niets vastgelegd.");
    stand.textContent = parts.length
      ? `${text}. ${t("Paren")}: ${parts.join(", ")}. ${freed}` : t("Nog geen besluit genomen.");
    if (counts.opnieuw) stand.append(" ", make("a", { href: "#paren?besluit=opnieuw" }, t("{count} paren opnieuw bekijken", { count: counts.opnieuw })));
    const list = document.getElementById("besluiten-lijst");
    const found = decidedRows();
    list.replaceChildren(...(found.length ? [table(found)] : []));
    for (const element of document.querySelectorAll("[data-teller='open']")) element.textContent = number(counts.open);
    undo.disabled = barUndo.disabled = !decisions.canUndo;
    kept.textContent = decisions.stored
      ? t("Besluiten blijven in deze browser staan, op dit apparaat. Bewaar ze ook als bestand.")
      : t("Deze browser onthoudt niets. Bewaar uw besluiten als bestand voor u de pagina sluit.");
  }

  function start() {
    const work = document.getElementById("besluiten-werk");
    work.append(
      make("label", { className: "naamveld", htmlFor: "naam" }, t("Uw naam")), name,
      make("div", { className: "knoppen" }, save, undo),
      make("label", { htmlFor: "lees" }, t("Lees besluiten van uzelf of een collega in (meer bestanden tegelijk mag)")), picker,
      message, kept);
    work.hidden = false;
    document.body.append(bar);
    decisions.listeners.push(paint);
    paint();
  }

  return { start, askName, saveFile, takeBack, decidedRows, table };
})();
