// Package redisstore keeps everything Unknot remembers in Redis, with
// github.com/redis/go-redis: one server, a server behind Sentinel, or a Redis
// Cluster. It is the store of deployments in which several processes share
// the work. It implements bot.Store and knows nothing of what the bytes it
// keeps mean; only the program's main package builds it.
//
// # Promises
//
// A call that changes something returns after Redis confirmed it. Whether that
// survives a crash of Redis is a matter of its own settings: Persistence says
// in one sentence what could be lost, and a strict Open refuses to start when
// nothing is kept. After a failover to a replica, writes of the last moments
// may be missing whatever the settings. A database that is not ours, or that
// was written by another version, is refused and left exactly as it was.
//
// Every change is one Lua script (folder scripts) on keys of one slot. The
// client repeats a script whose answer was lost, so each may run several times
// and leaves what one run leaves. The one exception is a claim, which the
// client never repeats.
//
// # Layout of the database, schema 1
//
// A name is 16 characters: 12 bytes of an HMAC-SHA256 over a document's ID (or
// a code, or a role) under a key derived from the secret for names, in
// base64url. That is Options.NameKey, or 32 bytes that were drawn once.
// Whoever reads a dump learns from it neither an account nor a code. The
// first four of the bytes choose one of the buckets, whose number stands in
// braces, so that all keys of a document and the due indexes of its bucket lie
// in one slot of a cluster. keys.go builds them all.
//
//	unknot:header              hash    store "unknot", schema, buckets, names, wrapped
//	unknot:{17}:due.urgent     zset    name of a document, by its wake in ms
//	unknot:{17}:due.bulk       zset    the same for the other lane
//	unknot:{17}:erased         string  largest version of an erased document
//	unknot:{17}:d:NAME         string  envelope of a document
//	unknot:{17}:r:NAME         hash    position -> record
//	unknot:{17}:a:NAME         zset    replaced records, by the moment in µs
//	unknot:{17}:c:NAME         zset    names of codes for the document, by their end in µs
//	unknot:{17}:code:NAME      string  end in µs, name and sealed ID of the document
//	unknot:{17}:lease:NAME     string  end in µs, holder
//	unknot:{17}:budget:NAME    hash    shares of a platform's limit; see budget.lua
//
// Header field names is a fingerprint of the secret, so that a wrong one is
// noticed before everybody seems to be gone. Field wrapped is the drawn secret
// as Options.Wrapper wraps it, in base64: the only copy there is, so whoever
// copies keys by hand takes the header along. A database to which the secret
// is handed in has no such field, and neither kind opens as the other. Of
// several processes that begin with an empty database one writes the header,
// and all others take the secret from it; Rewrap replaces the field only if it
// still is what it was made from.
//
// An envelope is the byte 1 (its own format), the version (8 bytes,
// big-endian), a digest of the last commit's ID (8 bytes, zeros for none), the
// lanes in which there is a wake (1 byte: 1 urgent, 2 bulk, 3 both), the length
// of the sealed ID (2 bytes), the document's ID, sealed, and the document as it
// was handed over. An ID is sealed with AES-256-CTR under a
// second derived key, with the name as its nonce, and is proven right when it
// gives that name again (a synthetic initialization vector as in RFC 5297):
// it costs no byte more than the ID.
//
// The first version of a document is the moment of its creation in
// microseconds of Unix time, or one above erased if that is more: no version
// of an ID is ever given again, even when a clock is set back. All later ones
// are one more than the one before.
//
// The wakes are in the due indexes and nowhere else. So a claim moves one
// number, nothing can be taken without a lease, and index and document cannot
// disagree. They are kept to the millisecond, rounded up: none comes early.
//
// Records are a hash because it costs the least: 60 to 70 bytes beyond a
// record, while a sorted set costs about 100 and half a kilobyte a person.
// Reading a range goes through all positions of one person, and the bot
// never does that in order to decide.
//
// A replaced record is kept for 14 days. It is deleted with the next change of
// records of the same document after that, or with its whole key 14 days
// after the last one was replaced; Archive shows none that is older.
//
// # Claims
//
// A process remembers for each bucket and lane when the next wake comes
// (hints.go), from what it committed and claimed itself. It looks at all
// buckets of a lane, in one pipeline, when the memory is older than a second,
// and before it says that nothing is due. So a wake committed by another
// process is seen by the next claim that has nothing else to do, and within a
// second by any. Among documents that are due within a second of each other,
// or within a sixteenth of how late they are, the order is not kept, so that
// one script can take many.
package redisstore
