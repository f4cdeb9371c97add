"""Questions to a graph, each a plain function that takes the graph first."""
