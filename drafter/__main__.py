"""``python -m drafter`` is the ``drafter`` command."""

from drafter.cli.app import main

if __name__ == "__main__":
    main()
