"""How everything looks: tokens, layouts, patterns and motifs. Knows no business noun."""
