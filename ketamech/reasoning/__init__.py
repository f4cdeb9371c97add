"""What if: what a change moves, what a block loses, what an experiment should find."""
