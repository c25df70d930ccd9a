package seal

import (
	"crypto/cipher"
	"encoding/binary"

	"unknot/bot"
)

// tag is the first byte of a value: what it is and in which format.
type tag byte

const (
	tagDocument tag = 0x11
	tagRecord   tag = 0x21
	tagCheck    tag = 0x31
	tagWrapped  tag = 0x41
	tagSecret   tag = 0x51
)

// expect checks the first byte of a value and returns what follows.
func (want tag) expect(value []byte) ([]byte, error) {
	if len(value) == 0 {
		return nil, ErrDamaged
	}
	got := tag(value[0])
	if got == want {
		return value[1:], nil
	}
	if got>>4 == want>>4 && got > want {
		return nil, ErrNewer
	}
	return nil, ErrDamaged
}

// place is where a box belongs, which its associated data binds it to.
type place struct {
	tag tag
	at  bot.Position // of a record
	of  string       // the document's ID; of a check the master key's, of a secret its purpose
}

// bytes has everything of fixed length first, so that no two places have the
// same bytes.
func (p place) bytes() []byte {
	b := make([]byte, 0, 1+8+len(p.of))
	b = append(b, byte(p.tag))
	b = binary.BigEndian.AppendUint64(b, uint64(p.at))
	return append(b, p.of...)
}

// appendPadded seals data, padded, behind what b already holds.
func appendPadded(b []byte, with cipher.AEAD, p place, data []byte) []byte {
	return with.Seal(b, nil, pad(data), p.bytes())
}

// openPadded opens what appendPadded sealed. The result is shared with nobody.
func openPadded(with cipher.AEAD, p place, box []byte) ([]byte, error) {
	padded, err := with.Open(nil, nil, box, p.bytes())
	if err != nil {
		return nil, ErrDamaged
	}
	return unpad(padded)
}
