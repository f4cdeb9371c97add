// What the panel says of a node, an edge or a story.
const STANCES = [
  ["supports", "Evidence for", "for"],
  ["mixed", "Evidence both ways", ""],
  ["refutes", "Evidence against", "against"],
];
const NECESSITY = {
  shown: "Without the source, the response was lost.",
  absent: "Without the source, the response stayed.",
};

function fact(term, value) {
  const values = (Array.isArray(value) ? value : [value]).filter((one) => one);
  if (!values.length) return [];
  const shown = values.flatMap((one, index) => [
    index ? ", " : "", typeof one === "string" ? words(one) : one,
  ]);
  return [make("dt", { text: term }), make("dd", {}, ...shown)];
}

function panel(data, nameOf, tellOf, choose) {
  const works = new Map(data.works.map((work) => [work.key, work]));
  const stories = new Map(data.stories.map((story) => [story.id, story]));
  const storyName = (id) => stories.get(id)?.name ?? id.replaceAll("_", " ");
  const stepsOf = (edge) => edge.steps.map((index) => data.steps[index]);
  const button = (kind, id, text) => make("button", {
    type: "button", dir: "auto", text, on: { click: () => choose(kind, id) },
  });

  function finding(item) {
    const work = works.get(item.work);
    return make("li", {},
      words(item.finding), " ", words(NECESSITY[item.necessity] ?? ""),
      make("div", { class: "quiet" },
        words(`${[...new Set([item.species, item.system])].join(", ")}. `), words(work?.cited ?? item.work, "b"),
        work?.title ? words(`. ${work.title}`) : "",
        ...(work?.links ?? []).flatMap((to) => [" ", link(to)])));
  }

  function evidence(step, level) {
    return STANCES.flatMap(([stance, title, name]) => {
      const items = step.evidence.filter((item) => item.stance === stance);
      if (!items.length) return [];
      const heading = words(`${title} (${items.length})`, level, name);
      return [heading, make("ul", {}, ...items.map(finding))];
    });
  }

  function facts(step) {
    return make("dl", {},
      ...fact("Relation", step.relation),
      ...fact("Confidence", step.confidence),
      ...fact("Onset", step.onset),
      ...fact("Necessity", step.necessity),
      ...fact("Hypotheses", step.hypotheses?.map(storyName) ?? "common ground"),
      ...fact("Indirect", step.indirect && "steps in between are known to be missing"),
      ...fact("Feedback", step.feedback && "closes a negative feedback loop"));
  }

  function titleOf(edge) {
    const steps = stepsOf(edge);
    return steps.length === 1 ? steps[0].sentence : tellOf(edge.id);
  }

  function aboutEdge(edge) {
    const steps = stepsOf(edge);
    const one = steps.length === 1;
    const way = [edge.source, ...(edge.hidden ?? []), edge.target].map(nameOf).join(" → ");
    const step = (of, index) => make("section", { class: "step" },
      words(`${edge.hidden ? `${index + 1}. ` : ""}${of.sentence}.`, "h3"),
      facts(of), ...evidence(of, "h4"));
    return [
      words(`${one ? titleOf(edge) : edge.hidden ? tellOf(edge.id)
        : `${nameOf(edge.source)} and ${nameOf(edge.target)}`}.`, "h2"),
      edge.hidden ? words(`Hidden steps (${steps.length}): ${way}`, "p", "kind") : "",
      make("p", {}, button("node", edge.source, nameOf(edge.source)), " → ",
        button("node", edge.target, nameOf(edge.target))),
      ...(one ? [facts(steps[0]), ...evidence(steps[0], "h3")] : steps.map(step)),
    ];
  }

  function edgeItem(edge) {
    const steps = stepsOf(edge);
    return make("li", {}, make("details", {},
      make("summary", {}, words(titleOf(edge)), " ", words(edge.confidence, "span", "badge")),
      ...steps.flatMap((step) => [
        steps.length > 1 ? words(`${step.sentence}.`, "p", "kind") : "", ...evidence(step, "h4"),
      ]),
      button("edge", edge.id, "Show this edge")));
  }

  function edgeList(title, edges) {
    if (!edges.length) return [];
    const items = make("ul", { class: "plain" }, ...edges.map(edgeItem));
    return [words(`${title} (${edges.length})`, "h3"), items];
  }

  function aboutNode(node) {
    const what = [node.kind, ...(node.places ?? []), node.change].filter((one) => one);
    const identifiers = (node.xrefs ?? []).map((to) => (
      make("span", {}, link(to), to.label ? words(` ${to.label}`) : "")));
    return [
      words(node.name, "h2"),
      words(what.join(" · "), "p", "kind"),
      node.description ? words(node.description, "p") : "",
      make("dl", {},
        ...fact("Also called", node.aliases),
        ...fact("Opposite", node.inverse_aliases),
        ...fact("Relief", node.relief),
        ...fact("Identifiers", identifiers)),
      ...edgeList("Acts on", data.edges.filter((edge) => edge.source === node.id)),
      ...edgeList("Acted on by", data.edges.filter((edge) => edge.target === node.id)),
    ];
  }

  function aboutStory(story) {
    const others = story.holds.filter((id) => id !== story.id);
    return [
      words(story.name, "h2"),
      words(story.summary, "p"),
      make("dl", {}, ...fact("Status", story.status),
        ...fact("Builds on", others.map(storyName))),
    ];
  }

  return { aboutNode, aboutEdge, aboutStory, stepsOf };
}
