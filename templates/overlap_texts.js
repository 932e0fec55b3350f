// Both texts of a pair in full, with what they share marked; pointing at one lights the other.

align.texts = (() => {
  const { data, make, t } = align;
  const WORD = /[\p{L}\p{N}_]+(?:[-'’][\p{L}\p{N}_]+)*/gu;
  const LEAST = 3;

  const quoteOf = (fields, right) => {
    const [block, start, end, marks] = right ? fields.slice(4, 8) : fields.slice(0, 4);
    return { block, start, end, marks };
  };

  function blocksOf(unit) {
    return [...document.querySelectorAll(`#tekst-${unit.slug} .blok`)];
  }

  const textOf = (block) => block.querySelector(".tekst").textContent;

  /** The words that carry a pair, as they are written in its sentences: form → what is shared. */
  function formsOf(pair) {
    const forms = new Map(pair.shared.map((word) => [word, word]));
    for (const right of [false, true]) {
      const blocks = blocksOf(right ? pair.right : pair.left);
      for (const fields of pair.evidence) {
        const quote = quoteOf(fields, right);
        const text = sourceOf(quote, blocks);
        for (let at = 0; at < quote.marks.length; at += 3) {
          const [start, length, word] = quote.marks.slice(at, at + 3);
          const form = text.slice(start, start + length).toLowerCase();
          if (form.length >= LEAST && !forms.has(form)) forms.set(form, data.words[word]);
        }
      }
    }
    return forms;
  }

  function sourceOf(quote, blocks) {
    if (quote.block < 0) return data.elsewhere[-quote.block - 1][1];
    return blocks[quote.block] ? textOf(blocks[quote.block]) : "";
  }

  // --- cutting a text into sentences and marks ---------------------------------------------------

  /** Marked pieces of a text: [start, end, class, words], sorted, none overlapping. */
  function marksOf(text, quotes, forms) {
    const found = [];
    for (const quote of quotes) {
      for (let at = 0; at < quote.marks.length; at += 3) {
        const [start, length, word] = quote.marks.slice(at, at + 3);
        found.push([start, start + length, "bewijs", data.words[word]]);
      }
    }
    for (const match of text.matchAll(WORD)) {
      const words = match[0].length >= LEAST && forms.get(match[0].toLowerCase());
      if (words) found.push([match.index, match.index + match[0].length, "woord", words]);
    }
    found.sort((a, b) => a[0] - b[0] || a[2].localeCompare(b[2]));
    let end = 0;
    return found.filter((mark) => mark[0] >= end && (end = mark[1]));
  }

  /** Fill an element with a text, its sentences numbered and its words marked. */
  function fill(element, text, quotes, forms, side) {
    const marks = marksOf(text, quotes, forms);
    const cuts = new Set([0, text.length]);
    for (const quote of quotes) cuts.add(quote.start).add(quote.end);
    for (const [start, end] of marks) cuts.add(start).add(end);
    const places = [...cuts].filter((cut) => cut <= text.length).sort((a, b) => a - b);
    element.textContent = "";
    let container = element;
    let open = "";
    let mark = 0;
    for (let at = 0; at + 1 < places.length; at += 1) {
      const [start, end] = [places[at], places[at + 1]];
      const inside = quotes.filter((quote) => quote.start <= start && quote.end >= end);
      const numbers = inside.map((quote) => quote.number).join(" ");
      if (numbers !== open) {
        open = numbers;
        container = element;
        if (numbers) {
          container = make("span", { className: "zin" });
          container.dataset.z = numbers;
          element.append(container);
        }
      }
      while (mark < marks.length && marks[mark][1] <= start) mark += 1;
      const marked = marks[mark]?.[0] <= start ? marks[mark] : null;
      const piece = text.slice(start, end);
      if (marked) {
        const node = make("mark", { className: marked[2] }, piece);
        if (marked[3]) node.dataset.w = marked[3];
        container.append(node);
      } else container.append(piece);
      for (const quote of quotes.filter((one) => one.end === end)) {
        element.append(numberButton(quote.number, side));
      }
    }
  }

  function numberButton(number, side) {
    const other = side === "vmbo" ? "mbo" : "vmbo";
    const label = t("zin {number}, ga naar de zin hiertegenover", { number });
    const button = make("button", { type: "button", className: "nr", attr: { "aria-label": label } },
      String(number));
    button.dataset.z = String(number);
    button.addEventListener("click", () => {
      const partner = button.closest(".zijden").querySelector(`.${other} button.nr[data-z="${number}"]`);
      partner?.focus();
      partner?.scrollIntoView({ block: "nearest" });
    });
    return button;
  }

  // --- both sides --------------------------------------------------------------------------------

  function side(pair, right, forms) {
    const unit = right ? pair.right : pair.left;
    const name = right ? "mbo" : "vmbo";
    const source = document.querySelector(`#tekst-${unit.slug} .inhoud`);
    const half = make("div", { className: name }, ...[...source.cloneNode(true).childNodes]);
    const quotes = pair.evidence.map((fields, at) => ({ ...quoteOf(fields, right), number: at + 1 }));
    [...half.querySelectorAll(".blok")].forEach((block, place) => {
      const here = quotes.filter((quote) => quote.block === place);
      const words = block.matches(".niet-vergeleken") ? new Map() : forms;
      fill(block.querySelector(".tekst"), textOf(block), here, words, name);
    });
    for (const quote of quotes.filter((one) => one.block < 0)) {
      const [label, text] = data.elsewhere[-quote.block - 1];
      const block = make("div", { className: "blok" },
        make("p", { className: "kop" }, make("span", { className: "label" }, label)),
        make("p", { className: "tekst", lang: "nl" }));
      fill(block.querySelector(".tekst"), text, [quote], forms, name);
      half.querySelector(".bronregel").before(block);
    }
    return half;
  }

  /** Both texts of a pair beside each other. */
  function both(pair) {
    const forms = formsOf(pair);
    return make("div", { className: "zijden volledig" },
      side(pair, false, forms), side(pair, true, forms));
  }

  /** One sentence of the evidence, marked, for a list. */
  function quote(pair, fields, right) {
    const unit = right ? pair.right : pair.left;
    const found = quoteOf(fields, right);
    const blocks = blocksOf(unit);
    const text = sourceOf(found, blocks);
    const moved = found.marks.map((value, at) => (at % 3 === 0 ? value - found.start : value));
    const line = make("p");
    const bare = { start: 0, end: 0, marks: moved, number: 0 };
    fill(line, text.slice(found.start, found.end), [bare], new Map(), right ? "mbo" : "vmbo");
    line.querySelector(".nr")?.remove();
    const label = found.block < 0 ? data.elsewhere[-found.block - 1][0]
      : blocks[found.block].querySelector(".kop").textContent;
    return make("blockquote", { className: right ? "mbo" : "vmbo", lang: "nl" }, line,
      make("footer", {}, label));
  }

  // --- pointing at one lights the other ----------------------------------------------------------

  let lit = [];

  function dark() {
    for (const element of lit) element.classList.remove("licht");
    lit = [];
  }

  function meets(here, there) {
    const words = here.split(" ");
    return there.split(" ").some((word) => words.includes(word));
  }

  let pointer = "";

  /** Whether text moved under a pointer that lay still, as it does when the keyboard scrolls. */
  function lay(event) {
    const place = `${event.screenX} ${event.screenY}`;
    const still = place === pointer;
    pointer = place;
    return still;
  }

  function light(event) {
    if (event.type === "pointerover" && lay(event)) return;
    dark();
    const at = event.target.closest?.("mark[data-w], [data-z], li[data-n]");
    const scope = at?.closest("[data-paar], .naast, #samen");
    if (!scope) return;
    const word = event.target.closest("mark[data-w]");
    const sentence = event.target.closest("[data-z]")?.dataset.z
      ?? event.target.closest("li[data-n]")?.dataset.n;
    if (word) {
      lit = [...scope.querySelectorAll("mark[data-w]")]
        .filter((mark) => meets(word.dataset.w, mark.dataset.w));
    }
    if (sentence) {
      lit.push(...[...scope.querySelectorAll("[data-z]")]
        .filter((one) => meets(sentence, one.dataset.z)));
    }
    for (const element of lit) element.classList.add("licht");
  }

  document.addEventListener("pointerover", light);
  document.addEventListener("focusin", light);
  document.addEventListener("pointerleave", dark);

  return { both, quote, textOf: (unit) => blocksOf(unit).map(textOf).join(" ") };
})();
