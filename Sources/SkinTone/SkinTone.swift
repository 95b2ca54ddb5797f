// Written with the rest of the module.
