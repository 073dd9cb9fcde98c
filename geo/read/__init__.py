"""Files in, checked frames out; every fault is reported together."""
