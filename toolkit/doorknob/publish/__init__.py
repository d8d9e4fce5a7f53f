"""Publishing: from notebooks to handouts, results and reports."""
