package boltstore

import (
	"bytes"
	"encoding/binary"
	"errors"

	"unknot/bot"
)

// envelopeFormat is the first byte of every stored document.
const envelopeFormat = 1

var errEnvelope = errors.New("a stored document has an envelope that cannot be read")

// envelope is a document with what the store keeps beside it.
type envelope struct {
	version bot.Version
	wakes   bot.Wakes
	commit  bot.CommitID
	data    []byte
}

func (e envelope) encode() []byte {
	b := make([]byte, 0, 1+2*stampSize+2*binary.MaxVarintLen64+len(e.commit)+len(e.data))
	b = append(b, envelopeFormat)
	b = binary.AppendUvarint(b, uint64(e.version))
	b = append(b, stamp(e.wakes.Urgent)...)
	b = append(b, stamp(e.wakes.Bulk)...)
	b = binary.AppendUvarint(b, uint64(len(e.commit)))
	b = append(b, e.commit...)
	return append(b, e.data...)
}

// decodeEnvelope reads an envelope. Its data still lies in b.
func decodeEnvelope(b []byte) (envelope, error) {
	if len(b) == 0 || b[0] != envelopeFormat {
		return envelope{}, errEnvelope
	}
	version, n := binary.Uvarint(b[1:])
	if n <= 0 || len(b) < 1+n+2*stampSize {
		return envelope{}, errEnvelope
	}
	b = b[1+n:]
	e := envelope{
		version: bot.Version(version),
		wakes:   bot.Wakes{Urgent: unstamp(b), Bulk: unstamp(b[stampSize:])},
	}
	b = b[2*stampSize:]
	size, n := binary.Uvarint(b)
	if n <= 0 || size > uint64(len(b)-n) {
		return envelope{}, errEnvelope
	}
	e.commit = bot.CommitID(b[n : n+int(size)])
	e.data = b[n+int(size):]
	return e, nil
}

// stored returns a copy that may leave the transaction.
func (e envelope) stored(doc bot.DocID) bot.Stored {
	return bot.Stored{Doc: doc, Version: e.version, Data: bytes.Clone(e.data), Wakes: e.wakes}
}
