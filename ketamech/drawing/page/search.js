// The search box: a list of names and aliases, gone through by the arrows.
function searchBox(rows, unique, told, seen, picked) {
  let offered = [];
  let at = -1;
  const list = make("ul", {
    class: "offers", role: "listbox", id: `${unique}-offers`, "aria-label": "Nodes found", hidden: true,
  });
  const box = make("input", {
    type: "search", role: "combobox", placeholder: "name or alias", autocomplete: "off",
    spellcheck: "false", "aria-label": "Search nodes by name or alias", "aria-controls": list.id,
    "aria-expanded": "false", "aria-autocomplete": "list",
    on: { input: () => { find(); say(); }, keydown: typed, blur: () => open(false) },
  });

  function open(is) {
    list.hidden = !is;
    box.setAttribute("aria-expanded", is);
  }

  // First a name that begins so, then one with such a word, then any other, then aliases.
  function rank(name, wanted) {
    const at = ` ${folded(name)}`.indexOf(` ${wanted}`);
    return at === 0 ? 0 : at > 0 ? 1 : 2;
  }

  function find() {
    const wanted = folded(box.value);
    offered = (wanted ? rows : []).flatMap((row) => {
      const found = row.names.filter((name) => folded(name).includes(wanted));
      if (!found.length) return [];
      const named = found[0] === row.name;
      const alias = named ? "" : found[0];
      return [{ ...row, alias, rank: rank(found[0], wanted) + (named ? 0 : 3) + (row.where ? 0.5 : 0) }];
    }).sort((a, b) => a.rank - b.rank);
    at = offered.length ? 0 : -1;
    list.replaceChildren(...offered.map((row, index) => make("li", {
      role: "option", id: `${unique}-offer-${index}`,
      on: { pointerdown: (event) => { event.preventDefault(); pick(index); } },
    }, words(row.name), " ", words([row.alias, row.where].filter((one) => one).join(", "), "small"))));
    open(offered.length > 0);
    seen(new Set(offered.map((row) => row.id)));
    mark();
  }

  function say() {
    const nothing = `Nothing in this figure is called “${box.value.trim()}”.`;
    told(!box.value.trim() ? "" : offered.length ? `${offered.length} found` : nothing);
  }

  function mark() {
    [...list.children].forEach((one, index) => one.setAttribute("aria-selected", index === at));
    box.setAttribute("aria-activedescendant", at < 0 ? "" : list.children[at].id);
    list.children[at]?.scrollIntoView({ block: "nearest" });
  }

  function pick(index) {
    const row = offered[index];
    empty();
    picked(row);
  }

  function empty() {
    box.value = "";
    find();
  }

  function typed(event) {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move && offered.length) {
      at = list.hidden ? at : (at + move + offered.length) % offered.length;
      open(true);
      mark();
    } else if (event.key === "Enter" && at >= 0) pick(at);
    else return;
    event.preventDefault();
  }

  return { field: make("div", { class: "find" }, make("span", { text: "Search" }), box, list), empty };
}
