package boltstore

// mayAsk says whether a process of one user may use the store of another's:
// only the same user, and root, who could read the file anyway.
func mayAsk(peer, own int) bool { return peer == own || peer == 0 }
