"""`python -m zi_reports` is the command `zi`."""

from zi_reports.cli import main

if __name__ == "__main__":
    main()
