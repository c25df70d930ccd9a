package seal

import "unknot/bot"

// Secret returns the bytes of a key, for tests that look for them where they
// must not be.
func Secret(k Key) []byte { return k.material().secret[:] }

// SealNew seals a document with a new key, as creating it does.
func SealNew(r Ring, doc bot.DocID, data []byte) []byte { return r.newDocKey(doc).sealDocument(data) }

// Reseal seals a document with the key in its value, as a later commit does.
func Reseal(r Ring, doc bot.DocID, value, data []byte) ([]byte, error) {
	key, err := r.keyIn(doc, value)
	if err != nil {
		return nil, err
	}
	return key.sealDocument(data), nil
}

// OpenValue opens the value of a document, as loading it does.
func OpenValue(r Ring, doc bot.DocID, value []byte) ([]byte, error) {
	key, err := r.keyIn(doc, value)
	if err != nil {
		return nil, err
	}
	return key.openDocument(value)
}
