"""What is told in words, as HTML: one module a subject; every text in it is escaped, and what can be linked is."""
