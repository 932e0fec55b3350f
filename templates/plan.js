"use strict";
// The route page: walking through the drawing of a timetable with the arrow keys, and ticks that
// this browser remembers. Addresses and printing are shared (report.js). Without scripts everything
// can still be read.
(() => {
  const { t, make, tell, follow, remembered, remember } = align;

  // --- the drawing: one stop for the Tab key, arrows within -------------------------------------

  const MOVES = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

  for (const drawing of document.querySelectorAll(".rooster")) {
    const blocks = [...drawing.querySelectorAll("a.balkje")];
    const stop = (chosen) => {
      for (const block of blocks) block.setAttribute("tabindex", block === chosen ? "0" : "-1");
    };
    if (blocks.length) stop(blocks[0]);
    drawing.addEventListener("focusin", (event) => {
      const block = event.target.closest("a.balkje");
      if (block) stop(block);
    });
    drawing.addEventListener("keydown", (event) => {
      const at = blocks.indexOf(event.target.closest("a.balkje"));
      const ends = { Home: 0, End: blocks.length - 1 };
      const to = ends[event.key] ?? (event.key in MOVES ? at + MOVES[event.key] : -1);
      if (at < 0 || !blocks[to] || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      blocks[to].focus();
    });
  }

  // --- ticks ------------------------------------------------------------------------------------

  const ticks = [...document.querySelectorAll("[data-vink]")];
  const known = new Set(remembered("afspraken") || []);
  for (const tick of ticks) {
    tick.checked = known.has(tick.dataset.vink);
    tick.addEventListener("change", () => {
      const now = ticks.filter((one) => one.checked).map((one) => one.dataset.vink);
      if (!remember("afspraken", now)) {
        tell(t("Deze browser onthoudt de vinkjes niet; druk de lijst af om ze te bewaren."));
      }
    });
  }

  // --- print: all of it, the short version, or the page to sign ----------------------------------

  function print(what) {
    document.body.dataset.druk = what;
    window.print();
  }

  const choices = [
    ["", t("Druk alles af")],
    ["kort", t("Druk kort af: antwoord, roosters, afspraken, blad")],
    ["blad", t("Druk alleen het blad om te tekenen af")],
  ];
  const buttons = choices.map(([what, textContent]) =>
    make("button", { type: "button", textContent, on: { click: () => print(what) } }),
  );
  const place = document.getElementById("drukken");
  place.append(...buttons);
  place.hidden = false;
  addEventListener("afterprint", () => delete document.body.dataset.druk);

  follow();
})();
