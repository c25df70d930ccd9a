package boltstore

import (
	"encoding/binary"
	"fmt"
	"time"

	"unknot/bot"
)

// The buckets; doc.go describes what is in them.
const (
	bucketHeader        = "header"
	bucketDocuments     = "documents"
	bucketUrgent        = "due.urgent"
	bucketBulk          = "due.bulk"
	bucketRecords       = "records"
	bucketArchive       = "archive"
	bucketArchiveExpiry = "archive.expiry"
	bucketCodes         = "codes"
	bucketCodesOwner    = "codes.owner"
	bucketCodesExpiry   = "codes.expiry"
	bucketLeases        = "leases"
)

const (
	stampSize = 12
	signBit   = 1 << 63
	// maxName is the longest ID, code, role or holder in bytes. It leaves
	// every composed key well below bbolt's limit of 32,768 bytes.
	maxName = 4096
)

// checkName refuses what cannot be part of a key.
func checkName(what, name string) error {
	if name == "" {
		return fmt.Errorf("an empty %s %w: give it a name", what, errInput)
	}
	if len(name) > maxName {
		return fmt.Errorf("a %s of %d bytes %w: use at most %d", what, len(name), errInput, maxName)
	}
	return nil
}

// stamp encodes a moment so that the bytes sort as the moments do.
func stamp(t time.Time) []byte {
	b := make([]byte, stampSize)
	if t.IsZero() {
		return b
	}
	binary.BigEndian.PutUint64(b, uint64(t.Unix())^signBit)
	binary.BigEndian.PutUint32(b[8:], uint32(t.Nanosecond()))
	return b
}

// unstamp decodes the stamp that b starts with.
func unstamp(b []byte) time.Time {
	seconds := binary.BigEndian.Uint64(b)
	if seconds == 0 {
		return time.Time{}
	}
	return time.Unix(int64(seconds^signBit), int64(binary.BigEndian.Uint32(b[8:]))).UTC()
}

func join(stamp []byte, name string) []byte {
	return append(stamp[:stampSize:stampSize], name...)
}

func ownerKey(doc bot.DocID) []byte {
	key := make([]byte, 0, 2+len(doc)+8)
	key = binary.BigEndian.AppendUint16(key, uint16(len(doc)))
	return append(key, doc...)
}

func recordKey(doc bot.DocID, at bot.Position) []byte {
	return binary.BigEndian.AppendUint64(ownerKey(doc), uint64(at)^signBit)
}

func position(b []byte) bot.Position {
	return bot.Position(binary.BigEndian.Uint64(b) ^ signBit)
}
