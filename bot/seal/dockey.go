package seal

import (
	"crypto/cipher"
	"crypto/rand"

	"unknot/bot"
)

// wrappedSize is the length of a wrapped key.
const wrappedSize = idSize + boxSize + keySize

// docKey is the key of one document. It lives for one call.
type docKey struct {
	doc     bot.DocID
	wrapped []byte // as it lies in the document
	box     cipher.AEAD
}

// newDocKey draws a key for a document that is to be created.
func (r Ring) newDocKey(doc bot.DocID) docKey {
	var secret [keySize]byte
	_, _ = rand.Read(secret[:]) // never fails: it ends the program instead
	return docKey{doc: doc, wrapped: r.wrap(doc, secret), box: newBox(secret)}
}

// wrap seals the key of a document under the current master key.
func (r Ring) wrap(doc bot.DocID, secret [keySize]byte) []byte {
	k := r.Current()
	b := append(make([]byte, 0, wrappedSize), k.id[:]...)
	return k.material().box.Seal(b, nil, secret[:], wrapPlace(doc))
}

func wrapPlace(doc bot.DocID) []byte { return place{tag: tagWrapped, of: string(doc)}.bytes() }

// unwrap opens the key of a document.
func (r Ring) unwrap(doc bot.DocID, wrapped []byte) (secret [keySize]byte, err error) {
	k, err := r.key(wrapperOf(wrapped))
	if err != nil {
		return secret, err
	}
	opened, err := k.material().box.Open(nil, nil, wrapped[idSize:], wrapPlace(doc))
	if err != nil || len(opened) != keySize {
		return secret, ErrDamaged
	}
	return [keySize]byte(opened), nil
}

// wrapperOf returns the ID of the master key that a key is wrapped by.
func wrapperOf(wrapped []byte) KeyID { return KeyID(wrapped[:idSize]) }

// keyIn returns the key that lies in the sealed value of a document.
func (r Ring) keyIn(doc bot.DocID, value []byte) (docKey, error) {
	wrapped, _, err := cut(value)
	if err != nil {
		return docKey{}, err
	}
	secret, err := r.unwrap(doc, wrapped)
	if err != nil {
		return docKey{}, err
	}
	return docKey{doc: doc, wrapped: wrapped, box: newBox(secret)}, nil
}

// sealDocument returns the value of the document.
func (k docKey) sealDocument(data []byte) []byte {
	b := make([]byte, 0, 1+wrappedSize+boxSize+len(data)+padStep)
	b = append(append(b, byte(tagDocument)), k.wrapped...)
	return appendPadded(b, k.box, place{tag: tagDocument, of: string(k.doc)}, data)
}

// openDocument opens the value of the document.
func (k docKey) openDocument(value []byte) ([]byte, error) {
	_, box, err := cut(value)
	if err != nil {
		return nil, err
	}
	return openPadded(k.box, place{tag: tagDocument, of: string(k.doc)}, box)
}

// sealRecord returns the value of a record of the document.
func (k docKey) sealRecord(r bot.Record) bot.Record {
	b := append(make([]byte, 0, 1+boxSize+len(r.Data)+padStep), byte(tagRecord))
	p := place{tag: tagRecord, at: r.Position, of: string(k.doc)}
	return bot.Record{Position: r.Position, Data: appendPadded(b, k.box, p, r.Data)}
}

// openRecord opens the value of a record of the document.
func (k docKey) openRecord(r bot.Record) (bot.Record, error) {
	box, err := tagRecord.expect(r.Data)
	if err != nil {
		return bot.Record{}, err
	}
	data, err := openPadded(k.box, place{tag: tagRecord, at: r.Position, of: string(k.doc)}, box)
	return bot.Record{Position: r.Position, Data: data}, err
}
