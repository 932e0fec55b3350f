// The keyboard: j and k through the rows, o opens, / searches, ? helps. And the start of it all.

align.keys = (() => {
  const { make, t, remembered, remember, overlap, filters, files, forms } = align;
  const field = document.getElementById("f-zoek");
  let current = null;
  let on = remembered("toetsen") !== false;

  const KEYS = [
    ["j", () => t("volgende rij"), () => step(1)],
    ["k", () => t("vorige rij"), () => step(-1)],
    ["o", () => t("open of sluit de rij"), openOrClose],
    ["a", () => t("akkoord"), () => decide("akkoord")],
    ["w", () => t("afwijzen"), () => decide("afgewezen")],
    ["b", () => t("bespreken"), () => decide("bespreken")],
    ["u", () => t("ongedaan maken"), () => files.takeBack()],
    ["/", () => t("naar het zoekveld"), () => field.focus()],
    ["?", () => t("deze uitleg"), () => help.showModal()],
  ];

  function step(by) {
    const rows = filters.visible();
    if (!rows.length) return;
    const at = rows.indexOf(current);
    const next = at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + by));
    stand(rows[next]);
  }

  function stand(row) {
    current = row;
    forms.equip(row);
    row.element.tabIndex = -1;
    row.element.scrollIntoView({ block: "start" });
    row.element.focus({ preventScroll: true });
  }

  function openOrClose() {
    const details = current?.element.querySelector("details");
    if (details) details.open = !details.open;
  }

  function decide(verdict) {
    if (current) forms.press(current, verdict);
  }

  const choice = make("input", { type: "checkbox", id: "toetsen", checked: on });
  choice.addEventListener("change", () => {
    on = choice.checked;
    remember("toetsen", on);
  });
  const help = make("dialog", { className: "uitleg", attr: { "aria-labelledby": "kop-toetsen" } },
    make("h2", { id: "kop-toetsen" }, t("Toetsen")),
    make("dl", {}, ...KEYS.map(([key, label]) => make("div", {}, make("dt", {}, make("kbd", {}, key)), make("dd", {}, label())))),
    make("label", { htmlFor: "toetsen" }, choice, " ", t("Sneltoetsen staan aan")),
    make("form", { method: "dialog" }, make("button", {}, t("Sluiten"))));

  document.addEventListener("focusin", (event) => {
    const element = event.target.closest?.("[data-paar]");
    if (element) current = overlap.byElement.get(element);
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    if (event.target.closest?.("input, select, textarea")) return;
    const found = KEYS.find(([key]) => key === event.key);
    if (!found || (!on && event.key !== "?")) return;
    event.preventDefault();
    found[2]();
  });

  function start() {
    document.body.append(help);
    const button = make("button", { type: "button", className: "hulp", on: { click: () => help.showModal() } }, t("Toetsen (?)"));
    document.querySelector("#filters .knop").append(button);
  }

  return { start };
})();

align.hours.start();
align.filters.start();
align.forms.start();
align.files.start();
align.after.start();
align.views.start();
align.keys.start();
align.follow();
