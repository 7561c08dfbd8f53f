"""How speech arrives as text: folded words, number words; what dates and entities are both read from."""
