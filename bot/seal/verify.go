package seal

import (
	"fmt"

	"unknot/bot"
)

// Verify says whether the sealed value of a document, as the store below keeps
// it, opens with the keys of the ring: what a restore asks before it writes.
// ErrDamaged, where the file itself is whole, means that key and body are of
// two lives of the document: it was erased between them, so it is left out.
// The value of CheckDoc is verified too.
func (r Ring) Verify(doc bot.DocID, value []byte) error {
	if doc == CheckDoc {
		_, err := r.openCheck(value)
		return wrapVerify(err)
	}
	key, err := r.keyIn(doc, value)
	if err == nil {
		_, err = key.openDocument(value)
	}
	return wrapVerify(err)
}

// VerifyRecord says whether a sealed record of a document opens with the key
// in the document's sealed value.
func (r Ring) VerifyRecord(doc bot.DocID, value []byte, record bot.Record) error {
	key, err := r.keyIn(doc, value)
	if err == nil {
		_, err = key.openRecord(record)
	}
	return wrapVerify(err)
}

func wrapVerify(err error) error {
	if err != nil {
		return fmt.Errorf("verify a sealed value: %w", err)
	}
	return nil
}
