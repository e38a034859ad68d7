"""What the record shows, in numbers that are honest: every figure of the screens, the report and `--json` is made here."""
