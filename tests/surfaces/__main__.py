"""`python -m tests.surfaces` prints every address of the site and what it is."""

import os
import sys

import django


def main():
    from tests import environment  # noqa: F401  # before Django reads its settings

    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    django.setup()
    from tests.surfaces.table import printed, rows, unclassified

    known = rows()
    print(printed(known))
    return 1 if unclassified(known) else 0


if __name__ == "__main__":
    sys.exit(main())
