"""``python -m doorknob``: the command ``doorknob``."""

from doorknob.cli.main import main

if __name__ == "__main__":
    main()
