"""One file a page, a thin view; what begins with an underscore is shared by pages."""
