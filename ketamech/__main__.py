"""``python -m ketamech`` does what ``ketamech`` does, without a PATH."""

from ketamech.cli import main

if __name__ == "__main__":
    main()
