"""The graph in plain English: sentences with citations, and questions that it can read."""
