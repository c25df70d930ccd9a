// Package seal encrypts what a store keeps. Its Store is a decorator over any
// bot.Store: whoever uses it sees plain documents and records, and what lies
// below sees ciphertext. It knows nothing of what the bytes mean and of which
// store lies below; only the program's main package builds it.
//
// # Keys
//
// Every document has a random key of its own, which seals the document and
// its records with AES-256-GCM. It lies inside the sealed value of the
// document, wrapped by a master key: erasing the document erases the key, and
// with it every copy of a record that was left somewhere. Master keys come
// from UNKNOT_KEY; a Ring holds several while they are exchanged. The first
// wraps the keys of new documents, all of them open. Store.Rotate wraps every
// document's key anew; nothing else is encrypted again.
//
// A commit on an existing document asks the store for it first and reuses the
// key that lies there, whatever was loaded earlier, and Records asks for the
// document as well: one more round trip for each commit and for each reading
// of records. Nothing is remembered between calls, so there is no copy of a
// key that could be out of date. See Store.Commit for what this promises.
// A commit that creates a document asks for the check: after a rotation it names
// the one key that is current, and a process that has not got it seals nobody.
//
// # Format 1
//
// The first byte of every value says what it is (high half) and in which
// format (low half). A box is what cipher.NewGCMWithRandomNonce makes: a
// nonce (12 bytes), the ciphertext, a tag (16 bytes).
//
//	document    0x11, wrapped key, box of the padded document
//	record      0x21, box of the padded record
//	check       0x31, for each master key in use: its ID (5), box of nothing
//	wrapped key the master key's ID (5), box of the document's key (32)
//	secret      0x51, the master key's ID (5), box of what WrapSecret was given
//
// The associated data of a box is the first byte of its value (0x41 for a
// wrapped key), the position of the record (8 bytes; 0 for all others), and
// then the ID of the document; in place of that a check has the ID of the
// master key and a secret its purpose. A value that was moved to another person,
// position or kind does not open, nor does one of which a bit was changed.
//
// Documents and records are padded with 0x80 and zeros to one less than a multiple of 32
// bytes. This hides a yes from a no and a grade from a comment-free one, not
// how much there is: 64 would hide little more, and a record would grow by up
// to 93 bytes instead of 61, where 100 are all that the store and the sealing
// together may add. A document of 300 bytes becomes 413.
//
// The check lies in a document of its own, CheckDoc, which this Store shows
// to nobody. It names the master keys that are in use, and proves each: a key
// joins when a store is opened with it as the current one, and the older ones
// leave when a rotation is complete. A store that holds documents and no check
// was never sealed.
//
// # Backups
//
// A backup reads the store below, as it is: it needs no master key. Split
// parts each document into its wrapped key, for a file of keys of which only
// the newest is kept, and the rest, which goes with the sealed records into
// the backup. A restore joins them with Join and asks Ring.Verify before it
// writes. Who was erased has no key in the newest file of keys, or one of a
// later life that does not open the old body.
//
// # What a dump of the store tells
//
// Whoever has the store and no master key learns: the IDs of documents as the
// store keeps them, when each is to be woken, versions and IDs of commits
// (how often somebody writes), the positions of records (when the sessions
// were), sizes in steps of 32 bytes, codes and roles, and which master keys
// are in use. They do not learn what anybody said, felt or did.
//
// Whoever can write to the store as well can take values away, or put back an
// older value of the same document or position. Nothing here prevents that:
// the version could be bound into the value only if neither a rotation nor a
// restore gave it another one.
package seal
