// What is lit: the edges of the chosen story, and among them what is chosen or reached.
function lighting(data, state) {
  const stories = new Map(data.stories.map((story) => [story.id, story]));

  function told(index) {
    const own = data.steps[index].hypotheses ?? [];
    return !own.length || own.some((id) => stories.get(state.story)?.holds.includes(id));
  }

  function passes(edge) {
    if (!state.story) return true;
    return edge.hidden ? edge.steps.every(told) : edge.steps.some(told);
  }

  function reached(start) {
    const [from, to] = state.upstream ? ["target", "source"] : ["source", "target"];
    const found = { nodes: new Set([start]), edges: new Set() };
    for (const id of found.nodes) {
      for (const edge of data.edges) {
        if (edge[from] === id && edge.followed && passes(edge)) {
          found.edges.add(edge.id);
          found.nodes.add(edge[to]);
        }
      }
    }
    return found;
  }

  return () => {
    if (state.kind === "node") return reached(state.id);
    const one = data.edges.find((edge) => state.kind === "edge" && edge.id === state.id);
    const kept = one ? [one] : data.edges.filter(passes);
    const all = !one && !state.story ? data.nodes.map((node) => node.id) : [];
    return {
      nodes: new Set([...all, ...kept.flatMap((edge) => [edge.source, edge.target])]),
      edges: new Set(kept.map((edge) => edge.id)),
    };
  };
}
