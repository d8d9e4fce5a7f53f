"""Results in the forms that the field uses: xAPI statements, Open Badges, nbgrader's notebooks."""
