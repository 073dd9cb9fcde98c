"""How things are said: dates, quantities, lists, a choice of filters, faults; the words themselves are in data/text."""
