// Brings every figure of the page to life that is not yet.
const HELP = "Choose a node to light what lies downstream of it; choose it again for upstream. "
  + "Choose an edge to read its evidence. Tab goes into the figure, the arrows go from node to "
  + "node, Enter chooses and Escape clears.";

// Wide, unseen copies of the shafts are what is clicked and focused.
function hitLayer(svg) {
  const layer = document.createElementNS(SVG, "g");
  layer.setAttribute("class", "hits");
  for (const shaft of svg.querySelectorAll(".shafts > .edge")) {
    const hit = document.createElementNS(SVG, "g");
    const line = document.createElementNS(SVG, "path");
    hit.setAttribute("class", "hit edge");
    hit.dataset.id = shaft.dataset.id;
    line.setAttribute("d", shaft.querySelector("path").getAttribute("d"));
    const title = shaft.querySelector("title");
    hit.append(...(title ? [title.cloneNode(true)] : []), line);
    layer.append(hit);
  }
  svg.insertBefore(layer, svg.querySelector(".heads")); // nodes come first with the Tab key
  return layer;
}

// Elements in the order of reading, which is that of the places.
function inOrder(svg, layer, edges, places) {
  const rank = new Map(Object.keys(places).map((id, index) => [id, index]));
  const between = ({ source, target }) => rank.get(source) * rank.size + rank.get(target);
  const sorted = (group, key) => {
    const found = [...group.children].sort((a, b) => key(a.dataset.id) - key(b.dataset.id));
    group.append(...found);
    return found;
  };
  return {
    shapes: sorted(svg.querySelector(".nodes"), (id) => rank.get(id)),
    strokes: sorted(layer, (id) => between(edges.get(id))),
  };
}

function asButtons(svg, layer, shapes, strokes) {
  svg.setAttribute("role", "group");
  svg.setAttribute("aria-label", svg.querySelector("title").textContent);
  svg.removeAttribute("aria-labelledby");
  for (const [group, label] of [[svg.querySelector(".nodes"), "Nodes"], [layer, "Edges"]]) {
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", `${label}: the arrow keys go from one to the next`);
  }
  for (const name of [".shafts", ".heads"]) svg.querySelector(name).setAttribute("aria-hidden", "true");
  for (const one of [...shapes, ...strokes]) {
    one.setAttribute("role", "button");
    one.setAttribute("aria-label", one.querySelector("title")?.textContent ?? one.dataset.id);
  }
}

function live(root, tag) {
  const svg = root.querySelector(".figure > svg");
  const held = root.querySelector("script[type='application/json']");
  const unique = `${svg.id}-${tag}`;
  const status = make("p", { class: "status", role: "status", "aria-live": "polite" });
  const told = (text) => { status.textContent = text; };
  for (const old of root.querySelectorAll(".bar, .panel, .hits")) old.remove(); // of a saved page
  const files = make("div", { class: "files" },
    themeButton(root), ...savers(svg, root.dataset.name, told));
  const bar = make("div", { class: "bar", role: "group", "aria-label": "Tools of the figure" }, files);
  root.dataset.live = "";
  root.dataset.lmSuppressShortcuts = "true"; // a notebook keeps its keys to itself
  root.querySelector(".body").before(bar);
  if (!held) {
    bar.append(status);
    return;
  }

  const data = JSON.parse(held.textContent);
  const state = { kind: "", id: "", upstream: false, story: "" };
  const edges = new Map(data.edges.map((edge) => [edge.id, edge]));
  const nodes = new Map([...data.nodes, ...data.hidden].map((node) => [node.id, node]));
  const stories = new Map(data.stories.map((story) => [story.id, story]));
  const nameOf = (id) => nodes.get(id)?.name ?? id;
  const layer = hitLayer(svg);
  const { shapes, strokes } = inOrder(svg, layer, edges, data.places);
  asButtons(svg, layer, shapes, strokes);
  const parts = [...svg.querySelectorAll(".shafts > .edge, .heads > .edge")];
  const drawn = (kind, id) => (kind === "node" ? shapes : strokes).find((one) => one.dataset.id === id);
  const tellOf = (id) => drawn("edge", id).getAttribute("aria-label");
  const lit = lighting(data, state);
  const say = panel(data, nameOf, tellOf, (kind, id) => {
    choose(kind, id);
    about.querySelector("h2").focus();
  });
  roving(shapes, (one, key) => stacked(one, key, shapes, data.places));
  const stopAt = strokes.length ? roving(strokes) : () => {};

  const PANELS = {
    node: (now) => [
      `${now.nodes.size - 1} of ${shapes.length} shown nodes ${state.upstream
        ? "reach it" : "can be reached"} along the lines drawn`,
      say.aboutNode(nodes.get(state.id)),
    ],
    edge: () => {
      const edge = edges.get(state.id);
      const found = say.stepsOf(edge).flatMap((step) => step.evidence);
      const of = (stance) => found.filter((item) => item.stance === stance).length;
      const mixed = of("mixed") ? `, ${of("mixed")} both ways` : "";
      return [`Evidence: ${of("supports")} for, ${of("refutes")} against${mixed}`, say.aboutEdge(edge)];
    },
    "": (now) => {
      const story = stories.get(state.story);
      const kept = `${now.edges.size} of ${edges.size} edges are common ground`;
      return [
        state.story ? kept + (story ? " or of this story and what it builds on" : "") : "",
        story ? say.aboutStory(story) : [words("Details", "h2"), words(HELP, "p", "quiet")],
      ];
    },
  };

  function show() {
    const now = lit();
    for (const one of shapes) one.classList.toggle("dim", !now.nodes.has(one.dataset.id));
    for (const one of parts) one.classList.toggle("dim", !now.edges.has(one.dataset.id));
    for (const one of [...shapes, ...strokes]) {
      const chosen = one === drawn(state.kind, state.id);
      one.classList.toggle("chosen", chosen);
      one.setAttribute("aria-pressed", chosen);
    }
    for (const way of ways) way.checked = (way.value === "upstream") === state.upstream;
    const [line, content] = PANELS[state.kind](now);
    told(line);
    about.replaceChildren(...content.filter((one) => one !== ""));
    about.querySelector("h2").setAttribute("tabindex", "-1");
    scroll.scrollTop = 0;
  }

  function choose(kind, id) {
    if (kind === "node" && state.kind === kind && state.id === id) state.upstream = !state.upstream;
    Object.assign(state, { kind, id });
    if (kind === "edge") stopAt(drawn(kind, id));
    show();
  }

  function clear() {
    Object.assign(state, { kind: "", id: "", story: "" });
    filter.value = "";
    search.empty();
    show();
  }

  const between = (id) => {
    const edge = data.edges.find((one) => one.hidden?.includes(id));
    const where = `hidden between ${nameOf(edge.source)} and ${nameOf(edge.target)}`;
    return { kind: "edge", id: edge.id, where };
  };
  const row = (node, place) => ({
    ...place, name: node.name,
    names: [node.name, ...(node.aliases ?? []), ...(node.inverse_aliases ?? [])],
  });
  const search = searchBox(
    [
      ...data.nodes.map((node) => row(node, { kind: "node", id: node.id, where: "" })),
      ...data.hidden.map((node) => row(node, between(node.id))),
    ],
    unique,
    told,
    (found) => shapes.forEach((one) => one.classList.toggle("found", found.has(one.dataset.id))),
    ({ kind, id }) => {
      state.kind = "";
      choose(kind, id);
      drawn(kind, id).focus();
    },
  );
  const filter = make("select", {
    on: { change: () => { Object.assign(state, { kind: "", story: filter.value }); show(); } },
  }, new Option("all", ""), new Option("common ground only", "common ground"),
  ...data.stories.map((story) => new Option(story.name, story.id)));
  const ways = ["downstream", "upstream"].map((value) => make("input", {
    type: "radio", name: `${unique}-way`, value,
    on: { change: () => { state.upstream = value === "upstream"; show(); } },
  }));
  files.before(
    search.field,
    make("fieldset", {}, make("legend", { text: "Light up" }),
      ...ways.map((way) => make("label", {}, way, way.value))),
    make("label", {}, make("span", { text: "Hypothesis" }), filter),
  );
  const about = make("div");
  const scroll = make("div", { class: "scroll" }, status, about);
  root.querySelector(".body").append(
    make("aside", { class: "panel", "aria-label": "Details of what is chosen" }, scroll));

  svg.addEventListener("click", (event) => {
    const one = event.target.closest(".nodes > .node, .edge");
    if (one?.dataset.id) choose(one.matches(".node") ? "node" : "edge", one.dataset.id);
    else if (state.kind) {
      state.kind = "";
      show();
    }
  });
  svg.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    choose(shapes.includes(event.target) ? "node" : "edge", event.target.dataset.id);
  });
  ("page" in root.dataset ? document : root).addEventListener("keydown", (event) => {
    if (event.key === "Escape") clear();
  });
  show();
}

for (const [index, root] of document.querySelectorAll(".ketamech").entries()) {
  if (!root.isLive) live(root, `${index}${Date.now().toString(36)}`);
  root.isLive = true;
}
