// Package boltstore keeps everything Unknot remembers in one file, with
// go.etcd.io/bbolt. It is the store of a single process: what a household or
// a small practice runs without a database server. It implements bot.Store
// and knows nothing of what the bytes it keeps mean; only the program's main
// package builds it.
//
// # Promises
//
// A call that changes something returns after the change was synced to the
// disk. Callers who write at the same moment share one transaction and so one
// sync. A file that is not ours, is damaged, or was written by a newer Unknot
// is refused and left exactly as it was. What a process that died had claimed is
// due when the next one calls Release, and not only when the lease runs out.
//
// # Beside the file
//
// While a process serves, a Listener lets other commands of the same user
// work on the store through a socket beside the file; Dial is their end of it.
// A connection carries one call at a time: a gob of the request, and then gobs
// of the answer, with one document or record in each. To hang up is to cancel
// the call. Snapshot keeps seven daily copies of the file.
//
// # Layout of the file, format 1
//
// A stamp is 12 bytes that sort in order of time: seconds of Unix time with
// the sign bit flipped (8 bytes), then nanoseconds (4 bytes), big-endian.
// Twelve zero bytes mean "never". An owner is the length of a document's ID
// (2 bytes, big-endian) and the ID itself, so that no ID is the prefix of
// another. A position is 8 bytes, big-endian, with the sign bit flipped.
//
//	header           "magic" -> "unknot store", "format" -> 8 bytes,
//	                 "erased" -> largest version of an erased document, 8 bytes
//	documents        ID -> envelope
//	due.urgent       stamp, ID -> nothing
//	due.bulk         stamp, ID -> nothing
//	records          owner, position -> record
//	archive          owner, position, stamp, number -> replaced record
//	archive.expiry   stamp, number -> key in archive
//	codes            code -> stamp of its end, ID
//	codes.owner      owner, code -> nothing
//	codes.expiry     stamp, code -> nothing
//	leases           role -> stamp of its end, holder
//
// An envelope is the byte 1 (its own format), the version (uvarint), the
// stamps of the urgent and the bulk wake, the length of the last commit's ID
// (uvarint), that ID, and the document as it was handed over.
//
// The first version of a document is the moment of its creation in
// microseconds of Unix time, or one above "erased" if that is more.
//
// A claim writes the moved wake into the envelope as well as into the index,
// so the two always agree and Load shows the moved wake.
package boltstore
