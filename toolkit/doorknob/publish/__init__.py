"""Publishing: from notebooks to handouts, results and reports."""

import sys

# Where this package is installed, jsonschema loads it, and it builds a parser for seconds, only to
# check a format (IRI) that no notebook has. Left out, jsonschema goes without that one check.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
