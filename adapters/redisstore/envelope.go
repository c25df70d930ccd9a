package redisstore

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"

	"unknot/bot"
)

const (
	// envelopeFormat is the first byte of every stored document.
	envelopeFormat = 1
	// headSize is the length of what stands before the sealed ID.
	headSize = 1 + 8 + 8 + 1 + 2
)

var errEnvelope = errors.New("a stored document has an envelope that cannot be read")

// envelope is a document with what the store keeps beside it. Scripts read its
// first 18 bytes.
type envelope struct {
	version bot.Version
	commit  string // digest of the last commit's ID, 8 bytes
	lanes   byte   // in which lanes it has a wake: 1 urgent, 2 bulk
	sealed  []byte // the document's ID
	data    []byte
}

func (e envelope) encode() []byte {
	b := make([]byte, 0, headSize+len(e.sealed)+len(e.data))
	b = append(b, envelopeFormat)
	b = binary.BigEndian.AppendUint64(b, uint64(e.version))
	b = append(b, e.commit...)
	b = append(b, e.lanes)
	b = binary.BigEndian.AppendUint16(b, uint16(len(e.sealed)))
	b = append(b, e.sealed...)
	return append(b, e.data...)
}

// decodeEnvelope reads an envelope. Its parts are copies.
func decodeEnvelope(value string) (envelope, error) {
	if len(value) < headSize || value[0] != envelopeFormat {
		return envelope{}, errEnvelope
	}
	head, rest := []byte(value[:headSize]), value[headSize:]
	size := int(binary.BigEndian.Uint16(head[18:]))
	if size > len(rest) {
		return envelope{}, errEnvelope
	}
	return envelope{
		version: bot.Version(binary.BigEndian.Uint64(head[1:])),
		commit:  value[9:17],
		lanes:   value[17],
		sealed:  []byte(rest[:size]),
		data:    []byte(rest[size:]),
	}, nil
}

// versionBytes encodes a version as the scripts compare it.
func versionBytes(v bot.Version) string {
	return string(binary.BigEndian.AppendUint64(nil, uint64(v)))
}

// digest shortens the ID of a commit to what is kept of it: enough to know
// the last one again. No ID has the digest of zeros, which never matches.
func digest(id bot.CommitID) string {
	if id == "" {
		return string(make([]byte, 8))
	}
	sum := sha256.Sum256([]byte(id))
	return string(sum[:8])
}

// lanesOf says in which lanes there is a wake, so that scripts look into an
// index only when there is something to find.
func lanesOf(w bot.Wakes) (lanes byte) {
	if !w.Urgent.IsZero() {
		lanes |= 1
	}
	if !w.Bulk.IsZero() {
		lanes |= 2
	}
	return lanes
}
