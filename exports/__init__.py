"""Files a reader takes away: rows with everything needed to quote them."""
