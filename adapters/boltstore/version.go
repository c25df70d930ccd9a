package boltstore

import (
	"encoding/binary"

	"unknot/bot"
)

// maxFirst is the latest moment, in microseconds of Unix time (the year 2112),
// that a first version is taken from. It leaves as much again below 2^53 for
// what is counted from there, whatever a wrong clock says.
const maxFirst = 1 << 52

// keyErased is where the header keeps the largest version of any document
// that was erased.
const keyErased = "erased"

// nextVersion returns the version after one, or a first version for 0.
//
// Two things keep a first version above all that the document had in earlier
// lives. The header's mark is exact and does not depend on the clock, but goes
// back with the file when a snapshot is restored. The clock goes on then.
func (tx *txn) nextVersion(old bot.Version) bot.Version {
	if old > 0 {
		return old + 1
	}
	now := bot.Version(min(tx.now.UnixMicro(), maxFirst))
	return max(1, now, tx.erased()+1)
}

// erased returns the header's mark; 0 means that nothing was erased.
func (tx *txn) erased() bot.Version {
	mark := tx.bucket(bucketHeader).Get([]byte(keyErased))
	if len(mark) != 8 {
		return 0
	}
	return bot.Version(binary.BigEndian.Uint64(mark))
}

// markErased raises the mark to a version that goes. It names no document, so
// nothing of the erased one stays.
func (tx *txn) markErased(v bot.Version) error {
	if v <= tx.erased() {
		return nil
	}
	return tx.bucket(bucketHeader).Put([]byte(keyErased), binary.BigEndian.AppendUint64(nil, uint64(v)))
}
