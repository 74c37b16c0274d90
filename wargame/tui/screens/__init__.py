"""One screen per file, its looks in the `.tcss` file of the same name where it has its own."""
