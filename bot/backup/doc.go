// Package backup copies everything a bot.Store holds into a file, and from
// there into an empty store of any kind. It knows no real store and nothing of
// what documents mean, but for Revive, which makes people fit for the moment
// of the restore. Only the program's main package calls it.
//
// Write and Restore work on the store below the sealing. Of a sealed store
// there are two files: the backup holds the sealed bodies, the keys file the
// wrapped keys. Neither says anything without the other and the master key,
// but who uses the bot, when, and how much.
//
// # What is promised
//
// A file that is cut short or changed in any bit, the wrong one of two, one of
// another store or of a newer Unknot, and a store that is not empty are found
// before anything is written. A restore that was cut off goes on when it is
// called again; until it has ended, the document MarkDoc lies in the store.
// Documents that are sealed with a master key which is not there are counted, and
// nothing is restored unless they are to be left out.
//
// Documents, records and wakes are copied. Not copied are what lives for
// minutes only (short-lived codes, leases, claims), replaced and removed
// records, and versions: a restored document begins with a new version.
//
// A backup of a store in use is no snapshot of one moment: every document is as
// it was when its turn came, and its records may be newer by the moments after.
//
// # Erasure
//
// Only the newest keys file is to be kept. A document that was erased before
// the newest backup began has no key in its keys file; if it was begun anew, it
// has another key. So, for sealed stores:
//
//   - Erasing a person makes all older backups unreadable for that person, for
//     everybody, the master key included, who has no keys file from before the
//     erasure.
//   - Whoever kept such a keys file, or a copy of a disk it lay on, can still
//     read the older backups.
//   - Until the next backup has replaced it, the newest keys file itself is
//     from before the erasure. Make a backup to make the erasure complete.
//   - That the document was there (its ID, its size, and when its sessions
//     were) stays in the older backups.
//
// An unsealed backup holds everybody it was made of, until it is destroyed.
//
// A keys file opens every older backup of its store, also across an exchange of
// master keys and across a restore of a sealed backup into a sealed store,
// which keeps the keys of people. A restore from or into an unsealed store
// draws new ones: from then on older backups need the keys file of before.
//
// # Format 1
//
// Both files begin with a magic word of 16 bytes and the number of the format
// (2 bytes). Entries follow: a kind (1 byte), a length (4 bytes), and so many
// bytes. All numbers are big-endian. An ID is its length (4 bytes) and itself; a
// wake is microseconds of Unix time (8 bytes), the smallest number meaning
// never.
//
//	H  the header: ID of the backup (16), when it was begun in milliseconds of
//	   Unix time (8), 1 if it is sealed, else 0 (1)
//	D  a document: urgent wake, bulk wake, ID, data
//	R  a record of the document before it: position (8), data
//	K  a key: ID of the document, wrapped key
//	C  the value of seal.CheckDoc, which names the master keys
//	T  the trailer: number of D or K (8), number of R (8), SHA-256 of everything
//	   before it, the numbers included (32)
//
// A backup is "unknot backup\r\n\x00", H, any number of D each with its R, T.
// Its keys file is "unknot keys\r\n\x00\x00\x00", the same H, one C, any number
// of K, T. The data of a sealed document are the body that seal.Split returns.
// Nothing follows the trailer. The checksum finds accidents; against forgery
// there is the sealing alone.
//
// # Memory
//
// Write reads the records of one person for a year at a time. Restore reads the
// backup three times and holds a batch of at most 256 documents, and
// for a sealed backup 16 bytes for each key.
package backup
