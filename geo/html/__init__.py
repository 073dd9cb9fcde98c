"""The record as HTML: one module a subject, with Jinja templates that escape every text; what can be linked is."""
